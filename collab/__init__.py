"""Collab: self-hosted contract workrooms for a freelancer and a client."""

__version__ = "0.1.0"
