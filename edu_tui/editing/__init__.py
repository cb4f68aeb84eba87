"""What an editor is told while somebody writes: completions, hovers, places, renames, and JSON Schemas; plain functions over text."""
