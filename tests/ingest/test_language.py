"""The language of a text: sure of whole paragraphs, silent on what is too short or in no language."""

import pytest

from ingest.language import language_of

PARAGRAPHS = {
    "en": (
        "Staff members have thirty days of annual leave in each calendar year. Unused days may be carried over until "
        "the end of March of the following year, after which they lapse."
    ),
    "fr": (
        "Les membres du personnel ont droit à trente jours de congé annuel par année civile. Les jours non utilisés "
        "peuvent être reportés jusqu'à la fin du mois de mars de l'année suivante."
    ),
    "es": (
        "Los miembros del personal tienen derecho a treinta días de vacaciones por año. Los días no utilizados pueden "
        "trasladarse hasta finales de marzo del año siguiente."
    ),
    "de": (
        "Die Mitarbeiterinnen und Mitarbeiter haben dreißig Tage Urlaub im Jahr. Nicht genommene Tage können bis Ende "
        "März des folgenden Jahres übertragen werden und verfallen danach."
    ),
    "ru": (
        "Сотрудники имеют право на тридцать дней ежегодного отпуска. Неиспользованные дни могут быть перенесены на "
        "следующий год до конца марта, после чего они сгорают без какой-либо компенсации."
    ),
    "ar": (
        "يحق للموظفين الحصول على ثلاثين يوما من الإجازة السنوية في كل سنة. ويمكن ترحيل الأيام غير المستخدمة حتى نهاية "
        "شهر مارس من السنة التالية، وبعد ذلك تسقط هذه الأيام دون أي تعويض."
    ),
    "he": "לעובדים יש שלושים ימי חופשה שנתית בכל שנה קלנדרית. " * 4,
    "el": "Οι υπάλληλοι έχουν τριάντα ημέρες ετήσιας άδειας. " * 4,
    "th": "พนักงานมีสิทธิลาพักผ่อนประจำปีสามสิบวันต่อปี วันลาที่ไม่ได้ใช้สามารถสะสมได้จนถึงสิ้นเดือนมีนาคม",
    "ja": "職員は毎年三十日の年次休暇を取得することができます。"
    "使わなかった日数は翌年の三月末まで繰り越すことができますが、その後は無効になります。",
    "zh": "工作人员每年享有三十天的年假。"
    "未使用的假期可以结转到次年三月底,逾期作废。休假须提前两周提出申请,并经主管批准后方可休假。主管应当及时答复。",
    "ko": "직원은 매년 삼십 일의 연차 휴가를 사용할 수 있습니다. "
    "사용하지 않은 휴가는 다음 해 삼월 말까지 이월할 수 있습니다. " * 3,
}


@pytest.mark.parametrize("code", PARAGRAPHS)
def test_a_paragraph_is_in_its_language(code):
    assert language_of(PARAGRAPHS[code]) == code


@pytest.mark.parametrize("text", ["", "12 345 | 67", "Annual leave policy", "年次休暇"], ids=repr)
def test_what_is_too_short_is_in_no_language(text):
    assert language_of(text) == ""


def test_a_page_of_figures_is_in_no_language():
    assert language_of("\n".join(f"P{grade} | {grade * 17} | {grade * 23}" for grade in range(200))) == ""


def test_names_in_another_writing_do_not_change_the_language():
    assert language_of(PARAGRAPHS["en"] + " It is called الإجازة السنوية or отпуск.") == "en"


def test_the_language_of_a_long_text_is_that_of_most_of_it():
    assert language_of(PARAGRAPHS["en"] * 5 + PARAGRAPHS["fr"] * 200) == "fr"
