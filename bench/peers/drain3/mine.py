"""Mines a file with Drain3 and prints lines, seconds of processor time and clusters as JSON. The file is read before the clock starts.

Masks are those of Drain3's own example configuration.
"""
import json
import sys
import time

from drain3 import TemplateMiner
from drain3.masking import MaskingInstruction
from drain3.template_miner_config import TemplateMinerConfig

MASKS = [
    (r"((?<=[^A-Za-z0-9])|^)(([0-9a-f]{2,}:){3,}([0-9a-f]{2,}))((?=[^A-Za-z0-9])|$)", "ID"),
    (r"((?<=[^A-Za-z0-9])|^)(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})((?=[^A-Za-z0-9])|$)", "IP"),
    (r"((?<=[^A-Za-z0-9])|^)([0-9a-f]{6,} ?){3,}((?=[^A-Za-z0-9])|$)", "SEQ"),
    (r"((?<=[^A-Za-z0-9])|^)([0-9A-F]{4} ?){4,}((?=[^A-Za-z0-9])|$)", "SEQ"),
    (r"((?<=[^A-Za-z0-9])|^)(0x[a-f0-9A-F]+)((?=[^A-Za-z0-9])|$)", "HEX"),
    (r"((?<=[^A-Za-z0-9])|^)([\-\+]?\d+)((?=[^A-Za-z0-9])|$)", "NUM"),
    (r"(?<=executed cmd )(\".+?\")", "CMD"),
]

with open(sys.argv[1], encoding="utf-8", errors="replace") as file:
    lines = file.read().rstrip("\n").split("\n")
limit = int(sys.argv[2]) if len(sys.argv) > 2 else len(lines)
lines = lines[:limit]

config = TemplateMinerConfig()
config.masking_instructions = [MaskingInstruction(pattern, name) for pattern, name in MASKS]
miner = TemplateMiner(config=config)
start = time.process_time()
for line in lines:
    miner.add_log_message(line)
seconds = time.process_time() - start
print(json.dumps({"lines": len(lines), "counted": len(lines), "seconds": seconds, "templates": len(miner.drain.clusters)}))
