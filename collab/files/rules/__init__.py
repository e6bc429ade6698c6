"""What can be decided about files on paper."""
