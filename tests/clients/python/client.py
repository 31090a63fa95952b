"""Writes to the api with the Python client of InfluxDB 2 and prints what it was told as JSON."""

import json
import sys

from influxdb_client import InfluxDBClient, Point, WritePrecision
from influxdb_client.client.exceptions import InfluxDBError
from influxdb_client.client.write_api import SYNCHRONOUS
from influxdb_client.rest import ApiException

url, token = sys.argv[1:]
AT = 1767225600123
with InfluxDBClient(url=url, token=token, org="any", enable_gzip=True) as client:
    told = {"ping": str(client.ping()).lower(), "health": client.health().status, "ready": client.ready().status}
    with client.write_api(write_options=SYNCHRONOUS) as writer:
        lines = [
            Point("app").tag("source", "python client").tag("host", "a,b=c d")
            .field("message", f'order {100 + i} of "ACME, Inc." paid in C:\\shop\nok').time(AT, WritePrecision.MS)
            for i in range(5)
        ]
        point = Point("m x").tag("k,1", "v=1").field("f", 0.5).field("i", -7).field("b", True)
        point.field("s", 'tell "me", now').time(AT, WritePrecision.MS)
        writer.write("any", record=[*lines, point], write_precision=WritePrecision.MS)
        try:
            writer.write("any", record=["good n=1i", "bad n="], write_precision=WritePrecision.MS)
        except (InfluxDBError, ApiException) as error:
            told["refusal"] = f"{error.status} {error.message or error.body}" if hasattr(error, "status") else str(error)
print(json.dumps(told))
