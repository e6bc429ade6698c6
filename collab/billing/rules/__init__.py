"""What can be decided about money on paper: fees, holds, numbers."""
