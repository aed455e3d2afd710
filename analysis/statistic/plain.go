package statistic

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// plainList reads a statistics file that is written in the plain style that they mostly have: a list of
// mappings with one key a line, and as values words or single-quoted texts on that line, or flow mappings and
// lists of them. It returns nil for everything else, which the full parser then reads. A study is loaded for
// every check, and for these files this takes a tenth of the time; the tree that comes out has the same keys and
// texts, but no columns, so that who finds a fault asks the full parser for its place.
func plainList(data []byte) ast.Node {
	if len(data) > maxFileBytes || !utf8.Valid(data) || slices.ContainsFunc(data, func(c byte) bool { return c < ' ' && c != '\n' || c == 0x7f }) {
		return nil
	}
	p := plainReader{text: string(data)}
	for p.next() {
		if !p.entry() {
			return nil
		}
	}
	if len(p.list) == 0 {
		return nil
	}
	first := p.list[0].GetToken()
	return &ast.SequenceNode{Start: first, Values: p.list}
}

// A plainReader reads one line after the other.
type plainReader struct {
	text  string // what is left of the file
	line  string // what is left of the line
	at    *token.Position
	n     int // number of the line
	depth int
	list  []ast.Node
	last  *ast.MappingNode // the entry that lines are added to
	slab  []plainScalar
}

// next moves to the next line that says something.
func (p *plainReader) next() bool {
	for p.text != "" {
		p.line, p.text, _ = strings.Cut(p.text, "\n")
		p.n++
		if p.line != "" && !(p.line[0] == '#' && printable(p.line)) {
			p.at = &token.Position{Line: p.n, Column: 1}
			return true
		}
	}
	return false
}

// entry reads a line of an entry: "- id: x" begins one, "  key: value" goes on with it.
func (p *plainReader) entry() bool {
	mark, rest := p.line[:min(2, len(p.line))], p.line[min(2, len(p.line)):]
	switch {
	case mark == "- ":
		p.last = &ast.MappingNode{}
	case mark != "  " || p.last == nil:
		return false
	}
	p.line = rest
	if !p.pair(p.last, false) || p.line != "" {
		return false
	}
	if mark == "- " {
		p.last.Start = p.last.Values[0].Key.GetToken()
		p.list = append(p.list, p.last)
	}
	return true
}

// pair reads "key: value" into a mapping. Inside braces a plain value ends sooner.
func (p *plainReader) pair(m *ast.MappingNode, flow bool) bool {
	n := 0
	for n < len(p.line) && (p.line[n] >= 'a' && p.line[n] <= 'z' || p.line[n] == '_') {
		n++
	}
	if n == 0 || !strings.HasPrefix(p.line[n:], ": ") || reserved(p.line[:n]) {
		return false
	}
	key := p.scalar(p.line[:n])
	for _, v := range m.Values {
		if v.Key.GetToken().Value == key.Value {
			return false // twice
		}
	}
	p.line = p.line[n+2:]
	value := p.value(flow)
	if value == nil {
		return false
	}
	m.Values = append(m.Values, &ast.MappingValueNode{Start: key.Token, Key: key, Value: value})
	return true
}

// value reads the value at the beginning of the line, or returns nil.
func (p *plainReader) value(flow bool) ast.Node {
	if p.line == "" {
		return nil
	}
	switch p.line[0] {
	case '\'':
		return p.quoted()
	case '{':
		m := &ast.MappingNode{IsFlowStyle: true, Start: p.scalar("{").Token}
		if !p.items('}', func() bool { return p.pair(m, true) }) {
			return nil
		}
		return m
	case '[':
		list := &ast.SequenceNode{IsFlowStyle: true, Start: p.scalar("[").Token}
		item := func() bool {
			v := p.value(true)
			list.Values = append(list.Values, v)
			return v != nil
		}
		if !p.items(']', item) {
			return nil
		}
		return list
	}
	return p.word(flow)
}

// items reads what stands in brackets up to the closing one.
func (p *plainReader) items(closing byte, item func() bool) bool {
	if p.depth++; p.depth > maxNesting {
		return false
	}
	p.line = p.line[1:]
	for item() {
		switch {
		case p.line != "" && p.line[0] == closing:
			p.line = p.line[1:]
			p.depth--
			return true
		case strings.HasPrefix(p.line, ", "):
			p.line = p.line[2:]
		default:
			return false
		}
	}
	return false
}

// quoted reads a text in single quotes; two of them are one.
func (p *plainReader) quoted() ast.Node {
	rest := p.line[1:]
	n := strings.IndexByte(rest, '\'')
	for n >= 0 && strings.HasPrefix(rest[n+1:], "'") {
		k := strings.IndexByte(rest[n+2:], '\'')
		if k < 0 {
			return nil
		}
		n += 2 + k
	}
	if n < 0 || !printable(rest[:n]) {
		return nil
	}
	p.line = rest[n+1:]
	return p.scalar(strings.ReplaceAll(rest[:n], "''", "'"))
}

// word reads a value without quotes: words of letters, digits and harmless signs.
func (p *plainReader) word(flow bool) ast.Node {
	n := 0
	for n < len(p.line) {
		c := p.line[n]
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || n > 0 && strings.IndexByte(" ._-/()%+", c) >= 0 || n > 0 && !flow && (c == ',' || c == ';')) {
			break
		}
		n++
	}
	w := p.line[:n]
	if w == "" || w[n-1] == ' ' || reserved(w) || !flow && n < len(p.line) {
		return nil
	}
	p.line = p.line[n:]
	return p.scalar(w)
}

// reserved says whether YAML reads a word as something else than a text or a number.
func reserved(w string) bool {
	switch strings.ToLower(w) {
	case "null", "true", "false", "yes", "no", "on", "off", "y", "n":
		return true
	}
	return false
}

// printable says whether a text has no character that needs an escape or that ends a line for some readers.
func printable(s string) bool {
	for _, r := range s {
		if r < ' ' || r >= 0x7f && r < 0xa0 || r == '\u2028' || r == '\u2029' || r == '\ufeff' || r >= 0xfff0 {
			return false
		}
	}
	return true
}

// A plainScalar is a text with its token; they are made by the hundred.
type plainScalar struct {
	node ast.StringNode
	tok  token.Token
}

func (p *plainReader) scalar(text string) *ast.StringNode {
	if len(p.slab) == 0 {
		p.slab = make([]plainScalar, 128)
	}
	s := &p.slab[0]
	p.slab = p.slab[1:]
	s.tok = token.Token{Value: text, Position: p.at}
	s.node = ast.StringNode{Token: &s.tok, Value: text}
	return &s.node
}
