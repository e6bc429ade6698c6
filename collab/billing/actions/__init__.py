"""What people and the clock do with money. Nothing here touches the network."""
