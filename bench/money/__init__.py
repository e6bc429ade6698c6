"""What moving money costs, and reading where it is: `python -m bench.money`."""
