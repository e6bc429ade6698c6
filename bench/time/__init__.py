"""What time costs: reports taken in, a diary read, weeks billed: `python -m bench.time`."""
