"""What people and the worker do with files. Nothing here touches the network."""
