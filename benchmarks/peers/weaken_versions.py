#!/usr/bin/env python3
"""Marks the requirement of a symbol version weak in ELF libraries: weaken_versions.py VERSION LIBRARY...

A library that asks for a version which the system lacks does not load, unless the requirement is weak (VER_FLG_WEAK in vna_flags of .gnu.version_r)."""
import struct
import sys

VERNEED = 0x6FFFFFFE  # SHT_GNU_verneed
WEAK = 2


def weaken(path, version):
    with open(path, "r+b") as file:
        data = bytearray(file.read())
        if data[:5] != b"\x7fELF\x02":
            return
        table, = struct.unpack_from("<Q", data, 40)
        size, count = struct.unpack_from("<HH", data, 58)
        sections = [struct.unpack_from("<IIQQQQIIQQ", data, table + i * size) for i in range(count)]
        changed = False
        for section in sections:
            if section[1] != VERNEED:
                continue
            names, need = sections[section[6]][4], section[4]
            while True:
                _, entries, _, first, following = struct.unpack_from("<HHIII", data, need)
                entry = need + first
                for _ in range(entries):
                    _, flags, _, name, further = struct.unpack_from("<IHHII", data, entry)
                    start = names + name
                    if data[start:data.index(0, start)] == version.encode():
                        struct.pack_into("<H", data, entry + 4, flags | WEAK)
                        changed = True
                    entry += further
                if not following:
                    break
                need += following
        if changed:
            file.seek(0)
            file.write(data)


for library in sys.argv[2:]:
    weaken(library, sys.argv[1])
