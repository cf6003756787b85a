"""What a large text took is given back to the system, however many large ones there were before."""

import platform
import subprocess
import sys

import pytest

# Prints how many pieces of memory of its own glibc has for large texts: the fourth figure of `struct mallinfo2`.
PROGRAM = """
import ctypes
from shop.free_memory import LARGE, give_back_free_memory
libc = ctypes.CDLL(None)
class Info(ctypes.Structure):
    _fields_ = [(str(number), ctypes.c_size_t) for number in range(10)]
libc.mallinfo2.restype = Info
bytes(LARGE * 4)
{call}
before = getattr(libc.mallinfo2(), "3")
text = bytes(LARGE * 2)
print(getattr(libc.mallinfo2(), "3") - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other allocators are left as they are")
@pytest.mark.parametrize(("call", "of_its_own"), [("give_back_free_memory()", "1"), ("", "0")])
def test_a_large_text_has_memory_of_its_own_only_if_glibc_is_told_so(call, of_its_own):
    ran = subprocess.run([sys.executable, "-c", PROGRAM.format(call=call)], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == of_its_own
