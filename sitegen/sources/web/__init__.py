"""Readers of saved web pages, one module per site or markup convention."""
