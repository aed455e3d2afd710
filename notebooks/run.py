"""Executes notebooks; called by the script beside it: run.py write|check LOG NOTEBOOK…"""
import difflib
import os
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


def outputs(cell):
    """What a code cell printed and showed, as lines, without what changes from run to run."""
    lines = []
    for o in cell.get("outputs", []):
        if o.output_type == "stream" and o.name == "stdout":
            lines += o.text.splitlines()
        elif o.output_type in ("display_data", "execute_result"):
            for kind in sorted(o.data):
                value = o.data[kind]
                lines.append("[" + kind + "]")
                lines += (value if isinstance(value, str) else str(value)).splitlines()
        elif o.output_type == "error":
            lines += ["[error] " + o.ename, o.evalue]
    return lines


def tidy(notebook):
    """Keep what a reader sees: one stream for each run of output, nothing of the machine."""
    for n, cell in enumerate(c for c in notebook.cells if c.cell_type == "code"):
        kept = []
        for o in cell.outputs:
            if o.output_type == "stream" and o.name == "stderr":
                continue
            if kept and o.output_type == "stream" and kept[-1].output_type == "stream":
                kept[-1].text += o.text
            else:
                kept.append(o)
        cell.outputs = kept
        cell.execution_count = n + 1
        for o in kept:
            if "execution_count" in o:
                o.execution_count = n + 1
    notebook.metadata = {
        "kernelspec": {"display_name": "Go (recount)", "language": "go", "name": "gonb"},
        "language_info": {"name": "go", "file_extension": ".go", "mimetype": "text/x-go"},
    }
    return notebook


def run(mode, path):
    """Execute one notebook. Returns what differs from what stands in it, one line each."""
    before = nbformat.read(path, as_version=4)
    after = nbformat.read(path, as_version=4)
    client = NotebookClient(after, timeout=900, kernel_name="gonb", record_timing=False,
                            resources={"metadata": {"path": os.path.dirname(os.path.abspath(path))}})
    try:
        client.execute()
    except CellExecutionError as e:
        return ["a cell stopped: " + str(e)]
    tidy(after)
    if mode == "write":
        with open(path + ".tmp", "w", encoding="utf-8") as f:
            nbformat.write(after, f)
        os.replace(path + ".tmp", path)
        return []
    wrong = []
    for n, (old, new) in enumerate(zip(before.cells, after.cells), 1):
        if old.cell_type == "code" and outputs(old) != outputs(new):
            wrong.append(f"cell {n}, which begins {old.source.splitlines()[0]!r}:")
            wrong += list(difflib.unified_diff(outputs(old), outputs(new), "committed", "now", lineterm="", n=1))[:40]
    return wrong


def main():
    mode, log, paths = sys.argv[1], sys.argv[2], sys.argv[3:]
    failed = 0
    keep = os.dup(2)
    for path in paths:
        with open(log, "wb") as f:
            os.dup2(f.fileno(), 2)  # the kernel's log is long, and of interest only when it fails
            try:
                wrong = run(mode, path)
            finally:
                os.dup2(keep, 2)
        name = os.path.basename(path)
        if not wrong:
            print(f"{name}: {'as committed' if mode == 'check' else 'executed'}", flush=True)
            continue
        failed += 1
        print(f"{name}: differs", *wrong, sep="\n  ", flush=True)
        if any("stopped" in w for w in wrong):
            sys.stderr.write(open(log, encoding="utf-8", errors="replace").read()[-3000:])
    print(f"{len(paths) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
