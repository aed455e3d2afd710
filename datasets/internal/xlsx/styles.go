package xlsx

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// A format says what a number of a cell style stands for.
type format uint8

const (
	plain format = iota
	percent
	date
	clock // a time of day without a date
	dateAndClock
)

const maxStyles = 1 << 16

// readStyles reads which cell styles are dates and percentages.
func (b *Book) readStyles(part string) error {
	if part == "" {
		return nil
	}
	w, err := b.walk(part)
	if err != nil {
		return err
	}
	custom := map[string]format{}
	inCells := false
	for {
		tok, err := w.next()
		if tok == nil || err != nil {
			return err
		}
		switch e := tok.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "numFmt":
				custom[attr(e, "numFmtId")] = formatOf(attr(e, "formatCode"))
			case "cellXfs":
				inCells = true
			case "xf":
				if !inCells {
					continue
				}
				id := attr(e, "numFmtId")
				f, ok := custom[id]
				if !ok {
					f = builtIn(id)
				}
				if b.formats = append(b.formats, f); len(b.formats) > maxStyles {
					return fmt.Errorf("%w: more than %d cell styles", ErrFormat, maxStyles)
				}
			}
		case xml.EndElement:
			if e.Name.Local == "cellXfs" {
				inCells = false
			}
		}
	}
}

// builtIn returns the format of a number format that Excel does not write out (ECMA-376 part 1, 18.8.30).
func builtIn(id string) format {
	n, err := strconv.Atoi(id)
	switch {
	case err != nil:
		return plain
	case n == 9 || n == 10:
		return percent
	case n >= 14 && n <= 17, n >= 27 && n <= 31, n == 36, n >= 50 && n <= 58:
		return date
	case n >= 18 && n <= 21, n == 32 || n == 33, n == 45 || n == 47:
		return clock
	case n == 22:
		return dateAndClock
	}
	return plain
}

// formatOf tells dates and percentages by the letters of a format code, outside quotes and brackets.
func formatOf(code string) format {
	code, _, _ = strings.Cut(code, ";") // the part for positive numbers
	s, elapsed := bare(strings.ToLower(code))
	if elapsed { // [h] counts hours on: no time of day
		return plain
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "general", ""), "am/pm", "")
	day := strings.ContainsAny(s, "yd") || strings.Contains(s, "mmm") || s == "m" || s == "mm"
	hour := strings.ContainsAny(s, "hs")
	switch {
	case strings.Contains(s, "%"):
		return percent
	case day && hour:
		return dateAndClock
	case day:
		return date
	case hour:
		return clock
	}
	return plain
}

// bare takes quoted text, escaped characters and brackets (colours, conditions, currencies) out of a format code.
func bare(code string) (s string, elapsed bool) {
	var b strings.Builder
	for i := 0; i < len(code); i++ {
		end := byte(0)
		switch code[i] {
		case '"':
			end = '"'
		case '[':
			end = ']'
		case '\\', '_', '*':
			i++
			continue
		default:
			b.WriteByte(code[i])
			continue
		}
		n := strings.IndexByte(code[i+1:], end)
		if n < 0 {
			n = len(code) - i - 1
		}
		inside := code[i+1 : i+1+n]
		elapsed = elapsed || end == ']' && inside != "" && strings.Trim(inside, "hms") == ""
		i += n + 1
	}
	return b.String(), elapsed
}
