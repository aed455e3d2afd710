package embed

import (
	"encoding/csv"
	"encoding/xml"
	"io"
	"math/big"
	"strings"
	"testing"
	"unicode/utf8"

	"recount/analysis/number"
	"recount/analysis/quantity"
	"recount/datasets"
)

// Any text comes out of XML as the line that went in; no cell is run; LaTeX sees words only.
func FuzzEscape(f *testing.F) {
	for _, s := range []string{"", "Ürümqi 48.7% & <b>", `\input{x} $x_1$ ~^"`, "=1+1", "\u202eevil", "a\x00b\nc", "\xff", "－1", "'", "--", "{{ }}", "]]>", "قەشقەر", " =x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		want := line(s)
		if !utf8.ValidString(want) || strings.ContainsAny(want, "\n\r\t\x00\x1b") {
			t.Fatalf("line(%q) = %q", s, want)
		}
		var got strings.Builder
		d := xml.NewDecoder(strings.NewReader(`<a b="` + xmlText(s) + `">` + xmlText(s) + "</a>"))
		for {
			tok, err := d.Token()
			if err == io.EOF {
				break
			} else if err != nil {
				t.Fatalf("%q: %v", s, err)
			}
			switch tok := tok.(type) {
			case xml.StartElement:
				if len(tok.Attr) != 1 || tok.Attr[0].Value != want {
					t.Fatalf("attribute %q, want %q", tok.Attr, want)
				}
			case xml.CharData:
				got.Write(tok)
			}
		}
		if got.String() != want {
			t.Fatalf("XML gives %q, want %q", got.String(), want)
		}
		checkCell(t, s)
		checkMarks(t, latexText(s))
		if at := webAddress(s); at != "" && !strings.HasPrefix(at, "https://") && !strings.HasPrefix(at, "http://") {
			t.Fatalf("webAddress(%q) = %q", s, at)
		}
	})
}

// Isolates stay where all of them are closed; a mark that would turn what follows goes.
func TestIsolates(t *testing.T) {
	for in, want := range map[string]string{
		"a \u2068قەشقەر\u2069 (26)":  "a \u2068قەشقەر\u2069 (26)",
		"\u2068a\u2068b\u2069\u2069": "\u2068a\u2068b\u2069\u2069",
		"\u2068a":                    "a",
		"a\u2069 \u2068b":            "a b",
		"\u2067a\u2069":              "a",
		"\u2068\u202eb\u2069":        "\u2068b\u2069",
	} {
		if got := line(in); got != want {
			t.Errorf("line(%q) = %q, want %q", in, got, want)
		}
	}
	if got := cell("\u2068=1+1\u2069"); got != "'=1+1" {
		t.Errorf("a formula in isolates is %q", got)
	}
}

func checkCell(t *testing.T, s string) {
	t.Helper()
	got := cell(s)
	if first, _ := utf8.DecodeRuneInString(strings.TrimLeft(got, " \u00a0")); strings.ContainsRune("=+-@＝＋－＠", first) {
		if _, err := number.Parse(got); err != nil {
			t.Fatalf("cell(%q) = %q is run by a spreadsheet", s, got)
		}
	}
	rows, err := csv.NewReader(strings.NewReader(`"` + strings.ReplaceAll(got, `"`, `""`) + `"` + "\n")).ReadAll()
	if err != nil || len(rows) != 1 || rows[0][0] != got {
		t.Fatalf("CSV gives %q, %v, want %q", rows, err, got)
	}
}

// checkMarks wants every sign with a meaning in LaTeX to be spelled, and braces in pairs.
func checkMarks(t *testing.T, text string) {
	t.Helper()
	depth := 0
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '\\':
			rest := text[i+1:]
			if rest == "" {
				t.Fatalf("a backslash at the end of %q", text)
			}
			if strings.ContainsRune("{}$&#%_,-", rune(rest[0])) {
				i++
				continue
			}
			ok := false
			for _, name := range []string{"textbackslash{}", "textasciicircum{}", "textasciitilde{}", "textless{}", "textgreater{}", "textbar{}", "textasciigrave{}", "ensuremath{",
				"div}", "times}", "pm}", "approx}", "geq}", "leq}", "neq}", "infty}", "surd}", "rightarrow}", "leftarrow}", "frac1", "frac3"} {
				ok = ok || strings.HasPrefix(rest, name)
			}
			if !ok {
				t.Fatalf("command %.20q in %q", rest, text)
			}
		case '{':
			depth++
		case '}':
			if depth--; depth < 0 {
				t.Fatalf("a brace too many in %q", text)
			}
		case '$', '&', '#', '%', '_', '^', '<', '>', '|', '"', '`':
			t.Fatalf("%c stands as it is in %q", c, text)
		}
	}
	if depth != 0 {
		t.Fatalf("%d braces open in %q", depth, text)
	}
}

// What is said of a number is borne out by it, whatever the number and its interval.
func FuzzHedged(f *testing.F) {
	for _, s := range [][4]int64{{757, 2, 3, 1}, {4874, 2, 0, 0}, {60440, 0, 5, 0}, {1, 3, 1, 0}, {999, 1, 4, 2}, {10_000_001, 0, 1, 0}, {0, 0, 1, 0}} {
		f.Add(s[0], s[1], s[2], s[3])
	}
	procedures, err := datasets.ParseUnit("procedures")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, coefficient, places, spread, shown int64) {
		if coefficient < 0 || coefficient > 1e15 || places < 0 || places > 9 || spread < 0 || spread > 1e6 || shown < 0 || shown > 6 {
			t.Skip()
		}
		v := number.New(coefficient, -int(places)).Rat()
		off := number.New(spread, -int(places)-2).Rat()
		if off.Cmp(new(big.Rat).Quo(v, big.NewRat(20, 1))) > 0 { // wider than "about" allows
			t.Skip()
		}
		lo, hi := new(big.Rat).Sub(v, off), new(big.Rat).Add(v, off)
		words := hedged(v, lo, hi, roundPlace(v, -int(shown)), procedures)
		all := quantity.Scan(nil, "It was "+words+" then.")
		if len(all) != 1 {
			t.Fatalf("%d numbers in %q for %s", len(all), words, v.RatString())
		}
		c := number.Claimed{Value: all[0].Value, Hedge: all[0].Hedge, Low: all[0].Low, High: all[0].High, Ranged: all[0].Ranged}
		if got := c.Judge(number.Evidence{Value: v, Set: number.Closed(lo, hi)}, number.DefaultTolerances); got.Verdict != number.Supported {
			t.Fatalf("%q is %v for %s in [%s, %s]", words, got.Verdict, v.FloatString(9), lo.FloatString(9), hi.FloatString(9))
		}
	})
}
