// Package yamlfile reads the YAML files that people write for figures, and finds every fault in one
// run, each with its line, column and the line itself.
//
// It walks the syntax tree: a decoder would stop at the first unknown key and turn 243.10 into 243.1.
// Scalars are given back as they are written. Anchors, aliases and tags are not read.
package yamlfile

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/lexer"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/token"

	"recount/datasets"
)

// Bounds on a file: far above any written by hand.
const (
	maxBytes   = 4 << 20
	maxNesting = 40
	maxItems   = 10_000
)

// A File collects what is wrong with one file.
type File struct {
	name  string
	lines []string
	errs  datasets.Errors
}

// A Place is where something stands; both numbers start at 1.
type Place struct{ Line, Column int }

// A Node is a value of the file.
type Node struct {
	f *File
	n ast.Node
}

// A Field is one key of a mapping with its value.
type Field struct {
	Key   string
	Place Place
	Node
}

// Parse reads a file. The node is its one document; it is not Valid if there is none to read.
func Parse(name string, data []byte) (*File, Node) {
	f := &File{name: name}
	data = bytes.ReplaceAll(bytes.TrimPrefix(data, []byte("\ufeff")), []byte("\r\n"), []byte("\n"))
	if !f.checkBytes(data) {
		return f, Node{}
	}
	tokens := lexer.Tokenize(string(data))
	if at := tooDeep(tokens); at != nil {
		f.Fault(placeOf(at), "nested more than %d deep", maxNesting)
		return f, Node{}
	}
	tree, err := parser.Parse(tokens, 0)
	if err != nil {
		f.syntax(err)
		return f, Node{}
	}
	var body ast.Node
	for _, doc := range tree.Docs {
		if doc.Body != nil && body != nil {
			f.Fault(placeOf(doc.Body.GetToken().Position), "a second document starts here, want one")
		} else if doc.Body != nil {
			body = doc.Body
		}
	}
	return f, Node{f, body}
}

// checkBytes refuses what the parser would lose or choke on.
func (f *File) checkBytes(data []byte) bool {
	if len(data) > maxBytes {
		f.Fault(Place{1, 1}, "the file has %d bytes, want at most %d", len(data), maxBytes)
		return false
	}
	for text := range strings.Lines(string(data)) {
		text = strings.TrimSuffix(text, "\n")
		f.lines = append(f.lines, text)
		column := 0
		for i, c := range text {
			column++
			at := Place{len(f.lines), column}
			switch {
			case c == '\t':
				f.Fault(at, "a tab, want spaces")
			case c == utf8.RuneError && !strings.HasPrefix(text[i:], "\ufffd"):
				f.Fault(at, "byte %#02x is not UTF-8: save the file as UTF-8", text[i])
			case c < ' ' || c == 0x7f:
				f.Fault(at, "control character %U, want plain text", c)
			default:
				continue
			}
			return false
		}
	}
	return true
}

// tooDeep returns where nesting passes the limit; the parser itself recurses.
func tooDeep(tokens token.Tokens) *token.Position {
	flow, entries, line := 0, 0, 0
	for _, t := range tokens {
		if t.Position.Line != line {
			line, entries = t.Position.Line, 0
		}
		switch t.Type {
		case token.SequenceStartType, token.MappingStartType:
			flow++
		case token.SequenceEndType, token.MappingEndType:
			flow--
		case token.SequenceEntryType, token.MappingKeyType, token.TagType, token.AnchorType:
			entries++
		}
		if flow > maxNesting || entries > maxNesting || t.Position.IndentNum > 4*maxNesting {
			return t.Position
		}
	}
	return nil
}

func (f *File) syntax(err error) {
	var at interface {
		GetToken() *token.Token
		GetMessage() string
	}
	if errors.As(err, &at) && at.GetToken() != nil {
		f.Fault(placeOf(at.GetToken().Position), "%s", at.GetMessage())
		return
	}
	f.Fault(Place{1, 1}, "%v", err)
}

func placeOf(p *token.Position) Place { return Place{p.Line, p.Column} }

// Fault notes one fault, with the line and a mark under the place.
func (f *File) Fault(at Place, format string, args ...any) {
	e := &datasets.DescriptorError{File: f.name, Line: at.Line, Column: at.Column, Err: fmt.Errorf(format, args...)}
	if i := at.Line - 1; i >= 0 && i < len(f.lines) {
		line, column := window(f.lines[i], at.Column)
		e.Excerpt = line + "\n\t" + strings.Repeat(" ", column-1) + "^"
	}
	f.errs.Total++
	if len(f.errs.List) < datasets.MaxErrors {
		f.errs.List = append(f.errs.List, e)
	}
}

// window cuts a long line around a column, so that the mark stays on the screen.
func window(line string, column int) (string, int) {
	const width = 90
	runes := []rune(line)
	column = min(max(column, 1), len(runes)+1)
	start := 0
	if column > width-20 {
		start = column - width/2
	}
	return string(runes[start:min(start+width, len(runes))]), column - start
}

// Faults returns how many faults were noted.
func (f *File) Faults() int { return f.errs.Total }

// Err returns all faults as *datasets.Errors, or nil.
func (f *File) Err() error {
	if f.errs.Total == 0 {
		return nil
	}
	return &f.errs
}

// Valid says whether there is a value.
func (n Node) Valid() bool { return n.n != nil }

// Place returns where the value starts; a mapping starts at its first key.
func (n Node) Place() Place {
	if n.n == nil {
		return Place{1, 1}
	}
	if m, ok := n.n.(*ast.MappingNode); ok && !m.IsFlowStyle && len(m.Values) > 0 {
		return placeOf(m.Values[0].Key.GetToken().Position)
	}
	return placeOf(n.n.GetToken().Position)
}

// Fault notes a fault of the value.
func (n Node) Fault(format string, args ...any) { n.f.Fault(n.Place(), format, args...) }

// IsList says whether the value is a list.
func (n Node) IsList() bool { _, ok := n.n.(*ast.SequenceNode); return ok }

// IsMap says whether the value is a mapping.
func (n Node) IsMap() bool { _, ok := n.n.(*ast.MappingNode); return ok }

// IsNull says whether the value is empty, null or ~.
func (n Node) IsNull() bool { _, ok := n.n.(*ast.NullNode); return ok || n.n == nil }

// List returns the items of a list.
func (n Node) List(what string) []Node {
	s, ok := n.n.(*ast.SequenceNode)
	if !ok {
		n.Fault("%s is %s, want a list", what, n.describe())
		return nil
	}
	if len(s.Values) > maxItems {
		n.Fault("%s has %d entries, want at most %d", what, len(s.Values), maxItems)
		return nil
	}
	out := make([]Node, len(s.Values))
	for i, v := range s.Values {
		out[i] = Node{n.f, v}
	}
	return out
}

// Map returns the keys of a mapping in their order. Where known is given, any other key is a fault.
func (n Node) Map(what string, known ...string) []Field {
	m, ok := n.n.(*ast.MappingNode)
	if !ok {
		n.Fault("%s is %s, want a mapping", what, n.describe())
		return nil
	}
	var out []Field
	for _, v := range m.Values {
		at := placeOf(v.Key.GetToken().Position)
		switch v.Key.(type) {
		case *ast.StringNode, *ast.IntegerNode:
		default:
			n.f.Fault(at, "%s: %s as a key, want a plain word", what, Node{n.f, v.Key}.describe())
			continue
		}
		key := v.Key.GetToken().Value
		if len(known) > 0 && !slices.Contains(known, key) {
			n.f.Fault(at, "%s has no key %q%s", what, shorten(key), DidYouMean(key, known))
			continue
		}
		out = append(out, Field{key, at, Node{n.f, v.Value}})
	}
	return out
}

// Text returns a scalar as it is written: 243.10 stays "243.10".
func (n Node) Text(what string) (string, bool) {
	switch v := n.n.(type) {
	case *ast.StringNode:
		if s := strings.TrimSpace(v.Value); s != "" {
			return s, true
		}
	case *ast.LiteralNode:
		if s := strings.TrimSpace(v.Value.Value); s != "" {
			return s, true
		}
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return v.GetToken().Value, true
	case *ast.NullNode, nil:
	default:
		n.Fault("%s is %s, want a single value", what, n.describe())
		return "", false
	}
	n.Fault("%s is empty", what)
	return "", false
}

// Bool returns true or false.
func (n Node) Bool(what string) bool {
	switch s, ok := n.Text(what); {
	case !ok:
	case s == "true":
		return true
	case s != "false":
		n.Fault("%s is %q, want true or false", what, shorten(s))
	}
	return false
}

// describe names the value's kind for a message.
func (n Node) describe() string {
	switch v := n.n.(type) {
	case nil, *ast.NullNode:
		return "empty"
	case *ast.MappingNode:
		return "a mapping"
	case *ast.SequenceNode:
		return "a list"
	case *ast.AnchorNode, *ast.AliasNode, *ast.MergeKeyNode:
		return "a YAML anchor or alias (not read here: write it out)"
	case *ast.TagNode:
		return "a YAML tag (not read here)"
	case *ast.MappingKeyNode:
		return "a complex key"
	default:
		return fmt.Sprintf("%q", shorten(v.GetToken().Value))
	}
}

func shorten(s string) string {
	if utf8.RuneCountInString(s) > 60 {
		return string([]rune(s)[:57]) + "…"
	}
	return s
}

// DidYouMean ends a message about an unknown word: the nearest known one, else what was wanted.
func DidYouMean(got string, known []string) string {
	if s := datasets.DidYouMean(got, known); s != "" {
		return s
	}
	return ", want " + OrList(known)
}

// OrList joins words as a sentence does: "svg, pdf or png".
func OrList(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}
