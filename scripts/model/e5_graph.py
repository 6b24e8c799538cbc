"""The encoder of multilingual-e5-small as an OpenVINO graph: input_ids, attention_mask -> unit vectors [n, 384].

The 4-bit weights of the layers are kept as they are (u4 in blocks of 32, one scale a block: nothing is lost), the table
of words in 8 bits with one scale a row. Two choices are there for speed: query, key and value are one matrix, and words
are looked up before they are scaled, because OpenVINO's compressed look-up is slow (0.9 ms for 13 words).
"""
import numpy as np
import openvino as ov
import openvino.opset15 as op


def _const(value):
    return op.constant(np.ascontiguousarray(value) if np.ndim(value) else np.asarray(value))


def _ints(*values):
    return _const(np.array(values, np.int64))


def _index(value):
    return _const(np.array(value, np.int64))


class _Encoder:
    def __init__(self, weights):
        self.w = weights
        self._held = []  # Arrays that tensors of the graph point into.

    def _four_bits(self, names, rows, columns):
        parts = [self.w.blocks(name, rows, columns) for name in names]
        numbers = np.concatenate([part[0] for part in parts])
        scales = np.concatenate([part[1] for part in parts])
        flat = numbers.reshape(-1)
        packed = (flat[0::2] | (flat[1::2] << 4)).astype(np.uint8)
        self._held.append(packed)
        table = op.constant(ov.Tensor(packed, ov.Shape(list(numbers.shape)), ov.Type.u4))
        zero = op.convert(_const(np.full((1, 1, 1), 8, np.uint8)), 'f32')
        real = op.multiply(op.subtract(op.convert(table, 'f32'), zero), _const(scales))
        return op.reshape(real, _ints(rows * len(names), columns), False)

    def _linear(self, x, names, rows, columns):
        table = self._four_bits([name + '.w' for name in names], rows, columns)
        bias = np.concatenate([self.w.floats(name + '.b') for name in names]).reshape(1, 1, -1)
        return op.add(op.matmul(x, table, False, True), _const(bias))

    def _norm(self, x, name):
        y = op.mvn(x, _ints(-1), True, 1e-12, 'inside_sqrt')
        scaled = op.multiply(y, _const(self.w.floats(name + '.w').reshape(1, 1, -1)))
        return op.add(scaled, _const(self.w.floats(name + '.b').reshape(1, 1, -1)))

    def _words(self, ids):
        table = self.w.matrix('emb.word', self.w.vocab, self.w.hidden)
        scale = np.abs(table).max(1, keepdims=True) / np.float32(127)
        scale[scale == 0] = 1
        small = _const(np.round(table / scale).astype(np.int8))
        found = op.convert(op.gather(small, ids, _index(0)), 'f32')
        return op.multiply(found, op.gather(_const(scale.astype(np.float32)), ids, _index(0)))

    def _embed(self, ids):
        length = op.gather(op.shape_of(ids), _index(1), _index(0))
        places = op.range(_index(0), length, _index(1), 'i64')
        positions = op.gather(_const(self.w.floats('emb.pos').reshape(-1, self.w.hidden)), places, _index(0))
        x = op.add(self._words(ids), op.unsqueeze(positions, _ints(0)))
        kind = self.w.floats('emb.type')[:self.w.hidden].reshape(1, 1, -1)
        return self._norm(op.add(x, _const(kind)), 'emb.ln')

    def _attention(self, x, layer, bias):
        hidden, heads = self.w.hidden, self.w.heads
        joined = self._linear(x, [layer + name for name in 'qkv'], hidden, hidden)
        parts = op.variadic_split(joined, _index(2), _ints(hidden, hidden, hidden)).outputs()
        split = [op.transpose(op.reshape(part, _ints(0, 0, heads, hidden // heads), True), _ints(0, 2, 1, 3))
                 for part in parts]
        mixed = op.transpose(op.scaled_dot_product_attention(*split, bias, causal=False), _ints(0, 2, 1, 3))
        return self._linear(op.reshape(mixed, _ints(0, 0, hidden), True), [layer + 'ao'], hidden, hidden)

    def model(self):
        hidden, ffn = self.w.hidden, self.w.ffn
        ids = op.parameter([-1, -1], ov.Type.i64, name='input_ids')
        mask = op.parameter([-1, -1], ov.Type.i64, name='attention_mask')
        ids.output(0).set_names({'input_ids'})
        mask.output(0).set_names({'attention_mask'})
        real = op.convert(mask, 'f32')
        absent = op.subtract(_const(np.float32(1)), op.unsqueeze(real, _ints(1, 2)))
        bias = op.multiply(absent, _const(np.float32(-1e9)))
        x = self._embed(ids)
        for i in range(self.w.layers):
            layer = f'l{i}.'
            x = self._norm(op.add(x, self._attention(x, layer, bias)), layer + 'aln')
            wide = op.gelu(self._linear(x, [layer + 'fi'], ffn, hidden), 'erf')
            x = self._norm(op.add(x, self._linear(wide, [layer + 'fo'], hidden, ffn)), layer + 'oln')
        counted = op.unsqueeze(real, _ints(2))  # The mean over the real tokens, at unit length.
        total = op.reduce_sum(op.multiply(x, counted), _ints(1), False)
        mean = op.divide(total, op.reduce_sum(counted, _ints(1), False))
        out = op.normalize_l2(mean, _ints(1), 1e-12, 'max')
        out.output(0).set_names({'sentence_embedding'})
        return ov.Model([op.result(out)], [ids, mask], 'multilingual-e5-small')


def save_encoder(weights, path):
    encoder = _Encoder(weights)
    ov.save_model(encoder.model(), path, compress_to_fp16=False)
