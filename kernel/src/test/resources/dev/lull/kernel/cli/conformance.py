"""Jupyter's own test of kernels, with every optional feature configured."""
import unittest

import jupyter_kernel_test

PATIENCE_S = 60
jupyter_kernel_test.TIMEOUT = PATIENCE_S


class LullConforms(jupyter_kernel_test.KernelTests):
    kernel_name = "lull"
    language_name = "java"
    file_extension = ".jshell"
    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("oops");'
    completion_samples = [
        {"text": '"a".toUpp', "matches": ["toUpperCase("]},
        {"text": "System.ou", "matches": ["out"]},
        {"text": "%lsm", "matches": ["%lsmagic"]},
    ]
    complete_code_samples = ["1", "int x = 1;", "class A {}", "%lsmagic"]
    incomplete_code_samples = ["class A {", "int f() {", "foo("]
    invalid_code_samples = ["int 3x = ;"]
    code_inspect_sample = "Math.max"
    code_page_something = 'page("something")'
    code_generate_error = 'throw new IllegalStateException("meant");'
    code_execute_result = [{"code": "1 + 2", "result": "3"}, {"code": "List.of(1, 2)", "result": "[1, 2]"}]
    code_display_data = [
        {"code": 'display(dev.lull.kernel.display.MimeBundle.text("x").svg("<svg/>"))', "mime": "image/svg+xml"},
        {"code": 'display(Map.of("a", 1))', "mime": "text/html"},
    ]
    code_history_pattern = "1 ? 2*"
    supported_history_operations = ("tail", "range", "search")
    code_clear_output = "clearOutput()"
    flushing = False

    @classmethod
    def setUpClass(cls):
        """The test grants the idle after a reply a tenth of a second; a busy machine needs more."""
        super().setUpClass()
        channel = cls.kc.iopub_channel
        get = channel.get_msg
        channel.get_msg = lambda timeout=None: get(timeout=timeout if cls.flushing else PATIENCE_S)

    def flush_channels(self):
        type(self).flushing = True
        super().flush_channels()
        type(self).flushing = False


if __name__ == "__main__":
    unittest.main(verbosity=2)
