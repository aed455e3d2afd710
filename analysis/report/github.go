package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"recount/analysis/finding"
)

// GitHub writes a workflow command for each disagreement that was not accepted: a warning, or a notice for a slip. Line and
// column stand where the format of the document has them.
func GitHub(w io.Writer, r Report) error {
	out := bufio.NewWriter(w)
	for _, file := range r.Files {
		for _, f := range file.Findings {
			if f.Verdict != finding.Refuted || Accepted(f) {
				continue
			}
			level := "warning"
			if f.Grade == finding.Slip {
				level = "notice"
			}
			fmt.Fprintf(out, "::%s file=%s", level, commandProperty(file.Name))
			if f.Line > 0 {
				fmt.Fprintf(out, ",line=%d,col=%d", f.Line, f.Column)
			}
			fmt.Fprintf(out, ",title=%s::%s\n", commandProperty("recount: "+f.Rule), commandData(sentenceOf(f)))
		}
	}
	return out.Flush()
}

// commandData escapes the text of a workflow command, commandProperty a value in front of it.
func commandData(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func commandProperty(s string) string {
	s = strings.Map(func(r rune) rune { // a name may hold anything
		if hidden(r) && r != '\n' && r != '\r' {
			return -1
		}
		return r
	}, s)
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C").Replace(s)
}
