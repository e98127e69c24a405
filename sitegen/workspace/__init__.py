"""The output folder, the workspace beside it, the cache, files and processes."""
