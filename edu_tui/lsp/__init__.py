"""The language server: what `editing` and `checks` know, told to an editor over the Language Server Protocol by way of pygls."""
