"""The tokenizer of multilingual-e5-small as an OpenVINO graph: string_input -> input_ids, attention_mask."""
import io

import numpy as np
import openvino as ov
import openvino.opset15 as op
import sentencepiece
import sentencepiece.sentencepiece_model_pb2 as sentencepiece_pb
from openvino_tokenizers import _get_factory


def _normaliser():
    """SentencePiece's own nmt_nfkc rules. They are compiled into the library, which gives them out only by training."""
    out = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(['a b c d e f g h'] * 50), model_writer=out, vocab_size=12,
        normalization_rule_name='nmt_nfkc', hard_vocab_limit=False, minloglevel=2)
    tiny = sentencepiece_pb.ModelProto()
    tiny.ParseFromString(out.getvalue())
    return tiny.normalizer_spec


def _sentencepiece_model(weights):
    """The pieces with the ids the model was trained on."""
    model = sentencepiece_pb.ModelProto()
    model.normalizer_spec.CopyFrom(_normaliser())
    trainer = model.trainer_spec
    trainer.model_type = sentencepiece_pb.TrainerSpec.UNIGRAM
    trainer.vocab_size = len(weights.pieces)
    trainer.bos_id, trainer.pad_id, trainer.eos_id, trainer.unk_id = weights.bos, weights.pad, weights.eos, weights.unk
    trainer.bos_piece, trainer.pad_piece, trainer.eos_piece, trainer.unk_piece = '<s>', '<pad>', '</s>', '<unk>'
    kind = sentencepiece_pb.ModelProto.SentencePiece
    for i, (piece, score) in enumerate(zip(weights.pieces, weights.scores)):
        control = i in (weights.bos, weights.eos, weights.pad) or piece == '<mask>'
        model.pieces.add(piece=piece, score=float(score),
                         type=kind.UNKNOWN if i == weights.unk else kind.CONTROL if control else kind.NORMAL)
    return model.SerializeToString(deterministic=True)


def save_tokenizer(weights, path):
    text = op.parameter([-1], ov.Type.string, name='string_input')
    table = op.constant(np.frombuffer(_sentencepiece_model(weights), np.uint8))
    node = _get_factory().create(
        'SentencepieceTokenizer', [table.output(0), text.output(0)],
        {'add_bos': True, 'add_eos': True, 'reverse': False, 'alpha': 1, 'nbest_size': 1})
    where, ids, shape = node.outputs()

    def dense(fill, values, name):
        filled = op.broadcast(op.constant(np.array(fill, np.int32)), shape)
        out = op.convert(op.scatter_nd_update(filled, where, values), 'i64')
        out.output(0).set_names({name})
        return op.result(out)

    ones = op.broadcast(op.constant(np.array(1, np.int32)), op.shape_of(ids))
    outputs = [dense(weights.pad, ids, 'input_ids'), dense(0, ones, 'attention_mask')]
    ov.save_model(ov.Model(outputs, [text], 'tokenizer'), path, compress_to_fp16=False)
