import numpy as np

from app.insights.question_vectors import QuestionVectors


def test_each_question_is_embedded_once():
    embedded = []

    def embed(questions):
        embedded.extend(questions)
        return np.asarray([[len(question), 0] for question in questions], dtype=np.float32)

    vectors = QuestionVectors(embed)
    assert vectors(["a", "bb", "a"]).tolist() == [[1, 0], [2, 0], [1, 0]]
    assert vectors(["bb", "ccc"]).tolist() == [[2, 0], [3, 0]]
    assert embedded == ["a", "bb", "ccc"]
