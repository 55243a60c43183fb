"""The reader's network in bytes computes nearly what it computes in full."""

import pytest
import torch

from retriever.cross_encoder import WEIGHTS
from retriever.reader_network import ByteLinear, RowMaker, bytes_are_exact, load_network, scored

HEADING = "Leave > Annual leave"
STATEMENTS = (
    "Staff have 28 days of annual leave in each calendar year.",
    "Leave is requested from the line manager at least ten working days ahead.",
    "The canteen opens at noon.",
)

needs_bytes = pytest.mark.skipif(not bytes_are_exact(), reason="this processor cuts off sums of products of bytes")


def linear(weight, bias):
    layer = torch.nn.Linear(len(weight[0]), len(weight))
    with torch.no_grad():
        layer.weight.copy_(torch.tensor(weight))
        layer.bias.copy_(torch.tensor(bias))
    return layer


@needs_bytes
def test_numbers_that_bytes_hold_exactly_come_out_exactly():
    # One step is 1 in the first weight row (127 / 127), 2 in the second (254 / 127), and 1 in what comes in.
    layer = ByteLinear(linear([[127.0, -3.0], [2.0, 254.0]], [0.5, -1.0]))
    # 127 * 127 - 3 * 10 + 0.5 and 2 * 127 + 254 * 10 - 1.
    assert layer(torch.tensor([[127.0, 10.0]])).tolist() == [[16099.5, 2793.0]]


@needs_bytes
def test_a_number_between_two_steps_goes_to_the_nearer():
    # The step of what comes in is 1, so 10.4 counts as 10: 127 * 127 + 127 * 10.
    layer = ByteLinear(linear([[127.0, 127.0]], [0.0]))
    assert layer(torch.tensor([[127.0, 10.4]])).item() == 17399.0


@needs_bytes
def test_rows_keep_their_shape_and_do_not_change_one_another():
    layer = ByteLinear(linear([[0.3, -0.7, 0.1], [0.9, 0.2, -0.4]], [0.0, 1.0]))
    small, large = torch.tensor([0.01, 0.02, -0.01]), torch.tensor([500.0, -700.0, 900.0])
    both = layer(torch.stack([small, large])[None])
    assert both.shape == (1, 2, 2)
    assert both[0, 0].tolist() == layer(small[None])[0].tolist()
    assert layer(torch.zeros(2, 3)).tolist() == [[0.0, 1.0], [0.0, 1.0]]


@needs_bytes
def test_in_bytes_the_bundled_network_scores_nearly_as_in_full():
    rows = [RowMaker().row("How many days of leave do I get?", HEADING, "", text) for text in STATEMENTS]
    full, spans = scored(load_network(WEIGHTS, whole=True), rows)
    rounded, rounded_spans = scored(load_network(WEIGHTS), rows)
    # Scores of these three lie several units apart.
    assert rounded == pytest.approx(full, abs=0.6)
    assert [int(ends[:, 0].argmax()) for ends in rounded_spans] == [int(ends[:, 0].argmax()) for ends in spans]
    assert (rounded != full).any()
