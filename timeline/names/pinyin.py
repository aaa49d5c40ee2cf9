"""Chinese names in pinyin, which read letter by letter sound like no other writing of them: ``Liqun`` is ``Лицюнь`` in Cyrillic.

Source: the table of Palladius (Kafarov), by which Cyrillic languages write pinyin's initials.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_FAMILY = re.compile(
    "ai|bai|bao|bi|bo|cai|cao|cen|chang|che|chen|cheng|chi|chu|cui|dai|deng|ding|dong|dou|du|duan|fan|fang|fei|"
    "feng|fu|gan|gao|ge|geng|gong|gu|guan|guo|han|hao|he|hong|hou|hu|hua|huang|ji|jia|jian|jiang|jiao|jin|jing|"
    "kang|kong|lai|lan|lei|leng|li|lian|liang|liao|lin|ling|liu|long|lou|lu|luo|lv|ma|mao|mei|meng|mi|miao|mo|mu|"
    "ni|nie|niu|ou|ouyang|pan|pang|pei|peng|pu|qi|qian|qiao|qin|qiu|qu|ren|rong|ruan|shan|shang|shao|shen|sheng|"
    "shi|shu|si|situ|song|su|sun|tan|tang|tao|tian|tong|tu|wan|wang|wei|wen|weng|wu|xi|xia|xiang|xiao|xie|xin|xing|"
    "xiong|xu|xue|yan|yang|yao|ye|yi|yin|ying|you|yu|yuan|yue|yun|zeng|zha|zhai|zhan|zhang|zhao|zhen|zheng|zhong|"
    "zhou|zhu|zhuang|zou"
)
_SYLLABLE = "(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:[iu]?a[io]?n?g?|u?ei|ui|iu|ou|uo|o|u?en|un|ue|ie|in|u|i|e|er|o?ng|en|eng|ing|[iu]ang|iong)"
_GIVEN = re.compile(f"{_SYLLABLE}(?:'?{_SYLLABLE})?")
_INITIALS = re.compile("[zcs]h|[qjzcxr]")
_CYRILLIC = {"q": "ts", "j": "ts", "z": "ts", "c": "ts", "x": "s", "r": "zh", "zh": "chzh"}


def respelt(tokens: Sequence[str]) -> Sequence[str]:
    """A name in small Latin letters, its sounds as Cyrillic tells them if it is Chinese: family first, then one or two syllables."""
    if len(tokens) != 2 or not _FAMILY.fullmatch(tokens[0]) or not _GIVEN.fullmatch(tokens[1]):
        return tokens
    return [_INITIALS.sub(lambda found: _CYRILLIC.get(found[0], found[0]), token) for token in tokens]
