"""Work that is shared out: steps of a build as chunks, and who computes them."""

from sitegen.work.chunk import Chunk, result_path
from sitegen.work.engine import LOCAL, Engine, Processes
from sitegen.work.mapping import shared_map
from sitegen.work.run import IS_FORK_SAFE, run_chunks

__all__ = [
    "IS_FORK_SAFE",
    "LOCAL",
    "Chunk",
    "Engine",
    "Processes",
    "result_path",
    "run_chunks",
    "shared_map",
]
