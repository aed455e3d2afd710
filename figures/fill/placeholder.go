package fill

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"recount/datasets"
)

// A placeholder is one {{…}} of a draft.
type placeholder struct {
	start, end              int // in the text that was looked through
	line, column, paragraph int
	raw                     string
	verb, arg               string
	options                 []option
}

type option struct{ key, value string }

var verbs = []string{"stat", "obs", "figure", "source", "text"}

// maxPlaceholder bounds what stands between the braces, in bytes.
const maxPlaceholder = 1000

// find returns the placeholders of a text, with what is wrong with each. Braces of other programs are left
// alone: only a word and a quoted text after it are ours.
func find(text string) (list []placeholder, errs []error) {
	for at := 0; ; {
		open := strings.Index(text[at:], "{{")
		if open < 0 {
			return list, errs
		}
		start := at + open
		inside, ok := closed(text[start+2:])
		if !ok {
			at = start + 2
			continue
		}
		end := start + 2 + len(inside) + 2
		p, ours, err := parse(inside)
		if !ours {
			at = start + 2
			continue
		}
		p.start, p.end, p.raw = start, end, text[start:end]
		list, errs = append(list, p), append(errs, err)
		at = end
	}
}

// closed returns what stands before the closing braces, which may also stand in a quoted argument.
func closed(s string) (string, bool) {
	var quote string
	for i := 0; i < min(len(s), maxPlaceholder); i++ {
		switch {
		case quote != "":
			if n := quoteAt(s[i:]); n > 0 {
				quote = ""
				i += n - 1
			}
		case strings.HasPrefix(s[i:], "}}"):
			return s[:i], true
		case strings.HasPrefix(s[i:], "{{"):
			return "", false
		default:
			if n := quoteAt(s[i:]); n > 0 {
				quote = s[i : i+n]
				i += n - 1
			}
		}
	}
	return "", false
}

// quotes are the marks that an argument may stand in: word processors make curly ones of straight ones, and
// HTML editors write them as an entity.
var quotes = []string{`"`, "“", "”", "„", "«", "»", "&quot;", "&#34;"}

// quoteAt returns the length of the quotation mark that s begins with, 0 if it begins with none.
func quoteAt(s string) int {
	for _, q := range quotes {
		if strings.HasPrefix(s, q) {
			return len(q)
		}
	}
	return 0
}

// parse reads what stands between the braces. ours says whether it is a placeholder of recount at all.
func parse(inside string) (p placeholder, ours bool, err error) {
	s := strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(inside, "\u00a0", " "), "&nbsp;", " "))
	n := 0
	for n < len(s) && s[n] >= 'a' && s[n] <= 'z' {
		n++
	}
	verb := s[:n]
	s = strings.TrimSpace(s[n:])
	known := slices.Contains(verbs, verb)
	if quoteAt(s) == 0 {
		if known {
			return p, true, fmt.Errorf("want an id in quotation marks, as {{%s \"ID\"}}", verb)
		}
		return p, false, nil
	}
	if !known {
		return p, true, fmt.Errorf("there is no placeholder %q%s", verb, datasets.DidYouMean(verb, verbs))
	}
	p.verb = verb
	p.arg, s = argument(s)
	for s = strings.TrimSpace(s); s != ""; s = strings.TrimSpace(s) {
		key := s
		if i := strings.IndexAny(s, "= \t\n"); i >= 0 {
			key = s[:i]
		}
		s = s[len(key):]
		o := option{key: key}
		if rest, ok := strings.CutPrefix(s, "="); ok {
			if quoteAt(rest) > 0 {
				o.value, s = argument(rest)
			} else {
				if o.value = rest; strings.IndexFunc(rest, isBlank) >= 0 {
					o.value = rest[:strings.IndexFunc(rest, isBlank)]
				}
				s = rest[len(o.value):]
			}
		}
		p.options = append(p.options, o)
	}
	return p, true, nil
}

func isBlank(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' }

// argument cuts a quoted text off s, which begins with a quotation mark.
func argument(s string) (arg, rest string) {
	s = s[quoteAt(s):]
	for i := range len(s) {
		if n := quoteAt(s[i:]); n > 0 {
			return s[:i], s[i+n:]
		}
	}
	return s, ""
}

// yamlQuoted writes a text as YAML: a JSON string is one.
func yamlQuoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil { // a string: cannot fail
		return `""`
	}
	return string(b)
}
