package statistic

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
)

// Bounds on a statistics file: far above any written by hand, low enough that none can exhaust the machine.
const (
	maxFileBytes = 4 << 20
	maxNesting   = 40
)

// A reader walks the syntax tree of a YAML file and collects every fault with its place. We walk the
// tree ourselves because a decoder stops at the first fault and turns 243.10 into 243.1.
type reader struct {
	faults
	broken map[string]bool // ids of statistics that have faults, so that those who need them are not blamed
}

// parseYAML returns the one document of a file, or nil after noting why there is none.
func (r *reader) parseYAML(data []byte) ast.Node {
	data = bytes.ReplaceAll(bytes.TrimPrefix(data, []byte("\ufeff")), []byte("\r\n"), []byte("\n"))
	if !r.checkBytes(data) {
		return nil
	}
	tokens := lexer.Tokenize(string(data))
	if at := tooDeep(tokens); at != nil {
		r.fault(at, "is nested more than %d deep", maxNesting)
		return nil
	}
	f, err := parser.Parse(tokens, 0)
	if err != nil {
		r.syntax(err)
		return nil
	}
	var body ast.Node
	for _, doc := range f.Docs {
		switch {
		case doc.Body == nil:
		case body != nil:
			r.fault(doc.Body.GetToken().Position, "starts a second document, want one list")
			return nil
		default:
			body = doc.Body
		}
	}
	return body
}

// checkBytes refuses what the parser would lose or choke on, and cuts the text into lines for messages.
func (r *reader) checkBytes(data []byte) bool {
	if len(data) > maxFileBytes {
		r.fault(&token.Position{Line: 1, Column: 1}, "the file has %d bytes, want at most %d", len(data), maxFileBytes)
		return false
	}
	for text := range strings.Lines(string(data)) {
		text = strings.TrimSuffix(text, "\n")
		r.lines = append(r.lines, text)
		if i := slices.IndexFunc([]byte(text), func(c byte) bool { return c < ' ' || c == 0x7f }); i >= 0 {
			return r.refuse(text, i, "control character %#02x (a tab is 0x09), want spaces and plain text", text[i])
		}
		if !utf8.ValidString(text) {
			i := strings.IndexFunc(text, func(c rune) bool { return c == utf8.RuneError })
			return r.refuse(text, i, "byte %#02x is not UTF-8; save the file as UTF-8", text[i])
		}
	}
	return true
}

// refuse notes a fault at a byte of the last line.
func (r *reader) refuse(text string, i int, format string, args ...any) bool {
	r.fault(&token.Position{Line: len(r.lines), Column: utf8.RuneCountInString(text[:i]) + 1}, format, args...)
	return false
}

// tooDeep returns where nesting passes the limit. It looks at tokens, since the parser recurses.
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

// syntax notes an error of the parser at its token.
func (r *reader) syntax(err error) {
	var at interface {
		GetToken() *token.Token
		GetMessage() string
	}
	if errors.As(err, &at) && at.GetToken() != nil {
		r.fault(at.GetToken().Position, "%s", at.GetMessage())
		return
	}
	r.fault(&token.Position{Line: 1, Column: 1}, "%v", err)
}

// place returns where a node starts, for people: a mapping starts at its first key.
func place(n ast.Node) *token.Position {
	if m, ok := n.(*ast.MappingNode); ok && !m.IsFlowStyle && len(m.Values) > 0 {
		return m.Values[0].Key.GetToken().Position
	}
	return n.GetToken().Position
}

// A field is one key of a mapping with its value.
type field struct {
	key   string
	at    *token.Position
	value ast.Node
}

// fields returns the keys of a mapping in their order. Where known is given, any other key is a fault.
func (r *reader) fields(n ast.Node, what string, known ...string) ([]field, bool) {
	m, ok := n.(*ast.MappingNode)
	if !ok {
		r.fault(place(n), "%s is %s, want a mapping%s", what, describe(n), inKeys(known))
		return nil, false
	}
	var out []field
	for _, v := range m.Values {
		at := v.Key.GetToken().Position
		if _, ok := v.Key.(*ast.StringNode); !ok {
			r.fault(at, "%s: %s as a key, want a plain word", what, describe(v.Key))
			continue
		}
		key := v.Key.GetToken().Value
		if len(known) > 0 && !slices.Contains(known, key) {
			r.fault(at, "%s has no key %q%s", what, key, didYouMean(key, known))
			continue
		}
		out = append(out, field{key: key, at: at, value: v.Value})
	}
	return out, true
}

// text returns a scalar as it is written: 243.10 stays "243.10", 08 stays "08".
func (r *reader) text(n ast.Node, what string) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		if strings.TrimSpace(n.Value) == "" {
			r.fault(place(n), "%s is empty", what)
			return "", false
		}
		return n.Value, true
	case *ast.LiteralNode:
		return strings.TrimRight(n.Value.Value, "\n"), true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	case *ast.NullNode:
		r.fault(place(n), "%s is empty", what)
		return "", false
	}
	r.fault(place(n), "%s is %s, want a single value", what, describe(n))
	return "", false
}

// describe names a node's kind for a message.
func describe(n ast.Node) string {
	switch n := n.(type) {
	case nil, *ast.NullNode:
		return "empty"
	case *ast.MappingNode:
		return "a mapping"
	case *ast.SequenceNode:
		return "a list"
	case *ast.AnchorNode, *ast.AliasNode, *ast.MergeKeyNode:
		return "a YAML anchor or alias (not read here; write it out)"
	case *ast.TagNode:
		return "a YAML tag (not read here)"
	case *ast.MappingKeyNode:
		return "a complex key"
	default:
		return fmt.Sprintf("%q", shorten(n.GetToken().Value))
	}
}

func shorten(s string) string {
	if utf8.RuneCountInString(s) > 60 {
		return string([]rune(s)[:57]) + "…"
	}
	return s
}

func inKeys(known []string) string {
	if len(known) == 0 {
		return ""
	}
	return " with " + orList(known)
}
