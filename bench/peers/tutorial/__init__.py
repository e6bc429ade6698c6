"""The chat of the Channels tutorial, made durable in the way its pages suggest."""
