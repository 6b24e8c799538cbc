#!/usr/bin/python3
"""Asks a running matcher for suggestions. Needs Debian's python3-grpcio, python3-protobuf and protobuf-compiler.

usage: docs/examples/suggest.py CLIENT.json [HOST:PORT]     (from the top of the checkout)
"""
import glob
import subprocess
import sys
import tempfile

import grpc
from google.protobuf import json_format

with tempfile.TemporaryDirectory() as generated:
    protos = glob.glob("protos/meedoen/v1/*.proto")
    subprocess.run(["protoc", "-Iprotos", f"--python_out={generated}", *protos], check=True)
    sys.path.insert(0, generated)
    from meedoen.v1 import match_service_pb2 as api

with open(sys.argv[1], encoding="utf-8") as file:
    request = json_format.Parse(file.read(), api.SuggestRequest())

address = sys.argv[2] if len(sys.argv) > 2 else "127.0.0.1:50152"
with grpc.insecure_channel(address) as channel:
    suggest = channel.unary_unary(
        "/meedoen.v1.MatchService/Suggest",
        request_serializer=api.SuggestRequest.SerializeToString,
        response_deserializer=api.SuggestResponse.FromString,
    )
    response = suggest(request, timeout=10)

if response.notice:  # Before anything else: words that point to a crisis.
    print("!! " + response.notice + "\n")
for suggestion in response.suggestions:
    print(f"{suggestion.score:.2f}  {suggestion.activity.title}")
    print("      " + " ".join(reason.text for reason in suggestion.reasons))
    print("      " + " ".join(caution.text for caution in suggestion.cautions))
