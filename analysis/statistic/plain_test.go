package statistic

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goccy/go-yaml/ast"
	"recount/datasets"
)

// spelled writes a tree as what a reader takes from it: keys, texts and how they stand.
func spelled(b *strings.Builder, n ast.Node) {
	switch n := n.(type) {
	case *ast.SequenceNode:
		b.WriteByte('[')
		for _, v := range n.Values {
			spelled(b, v)
			b.WriteByte(';')
		}
		b.WriteByte(']')
	case *ast.MappingNode:
		b.WriteByte('{')
		for _, v := range n.Values {
			if _, ok := v.Key.(*ast.StringNode); !ok {
				fmt.Fprintf(b, "%T", v.Key)
			}
			fmt.Fprintf(b, "%q:", v.Key.GetToken().Value)
			spelled(b, v.Value)
			b.WriteByte(';')
		}
		b.WriteByte('}')
	case *ast.StringNode:
		fmt.Fprintf(b, "%q", n.Value)
	case *ast.IntegerNode, *ast.FloatNode:
		fmt.Fprintf(b, "%q", n.GetToken().Value)
	default:
		fmt.Fprintf(b, "%T", n)
	}
}

// samePlain fails unless the plain reader leaves a file alone or reads what the full parser reads.
func samePlain(t *testing.T, data []byte) (read bool) {
	t.Helper()
	root := plainList(data)
	if root == nil {
		return false
	}
	r := newReader("f")
	full := r.parseYAML(data)
	if full == nil {
		t.Fatalf("read in plain style what is no YAML: %v\n%s", r.err(), data)
	}
	var got, want strings.Builder
	spelled(&got, root)
	spelled(&want, full)
	if got.String() != want.String() {
		t.Fatalf("the plain reader has\n%s\nwant, as the full parser has it,\n%s\nof\n%s", got.String(), want.String(), data)
	}
	return true
}

func TestShippedStatisticsArePlain(t *testing.T) {
	study, err := datasets.Open("xinjiang")
	if err != nil {
		t.Fatal(err)
	}
	data, err := study.File(fileName)
	if err != nil {
		t.Fatal(err)
	}
	if !samePlain(t, data) {
		t.Error("the shipped statistics are not in plain style: they would be read ten times as slowly")
	}
}

var plainFiles = []string{
	"- id: a\n  title: 'It''s 1, 2'\n  ratio: {of: {id: x}, to: {measure: m, place: New York, period: 2018}}\n",
	"# note\n\n- id: a\n  title: A share, 2018\n  sum: {of: [{id: st-1}, {id: st-2}]}\n  places: 1\n- id: b\n  value: {id: c}\n",
	"- id: a\n  level: 0.95\n  rate: {of: {id: a}, in: {statistic: b}, per: 100000}\n",
	"- id: 08\n  title: 243.10\n  note: 'half ''quoted'''\n",
}

var otherFiles = []string{
	"", "a: b\n", "- a\n", "- id: a\n  title: \"x\"\n", "- id: a\n  title: |\n    x\n", "- id: a\n  title: x\n    y\n", "- id: null\n", "- id: ~\n", "- id: a\n  id: b\n",
	"- id: a # comment\n", "- id: a\n\ttitle: x\n", "- id: a\r\n", "- id: &x a\n", "- id: *x\n", "- id: !!str a\n", "- id: {a: b,}\n", "- id: {}\n", "- id: [a\n", "- id: 'a\n", "- id: a: b\n", "---\n- id: a\n",
	"- id: " + strings.Repeat("[", 100) + "a" + strings.Repeat("]", 100) + "\n", "- id: a\n  title: 'b' c\n", "- id:  a\n", "- id: a \n", "  id: a\n", "- id: a\n - id: b\n", "- id: a\n  <<: b\n", "- true: a\n", "- id: a\n\n\n  \n",
}

func TestPlainList(t *testing.T) {
	for _, text := range plainFiles {
		if !samePlain(t, []byte(text)) {
			t.Errorf("not read in plain style:\n%s", text)
		}
	}
	for _, text := range otherFiles {
		if plainList([]byte(text)) != nil {
			t.Errorf("read in plain style, want the full parser:\n%s", text)
		}
	}
}

// Whatever is read in plain style, the full parser reads the same.
func FuzzPlainList(f *testing.F) {
	for _, text := range append(plainFiles, otherFiles...) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) { samePlain(t, []byte(text)) })
}
