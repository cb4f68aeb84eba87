"""Safe cures: faults that a program may mend, because what was meant is plain and proven afterwards."""
