package jsontree

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	n, err := Parse([]byte("{\n  \"a\": [1, -2.50e3, \"x\\n\\u00fc\"],\n  \"b\": {\"c\": true, \"d\": null, \"e\": false}\n}\n"))
	if err != nil {
		t.Fatal(err)
	}
	a := n.Get("a")
	if a.Kind != Array || len(a.Items) != 3 {
		t.Fatalf("a is %s with %d items", a.Kind, len(a.Items))
	}
	for i, want := range []string{"1", "-2.50e3", "x\nü"} {
		if got := a.Items[i].Text; got != want {
			t.Errorf("a[%d] = %q, want %q", i, got, want)
		}
	}
	b := n.Get("b")
	if b.Get("c").Text != "true" || b.Get("d").Kind != Null || b.Get("e").Text != "false" || b.Get("f") != nil {
		t.Errorf("b = %v", b)
	}
	at := At([]byte("{\n  \"a\": [1"), a.Items[0].Offset, errors.New("x"))
	if at.Line != 2 || at.Column != 9 || at.Excerpt != `"a": [1` {
		t.Errorf("place of a[0] is %d:%d %q, want 2:9", at.Line, at.Column, at.Excerpt)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, tt := range []struct{ data, want string }{
		{"", "1:1: not JSON"},
		{"{\"a\": 1,}", "1:9: not JSON"},
		{"{\n \"a\": 1\n", "3:1: not JSON: the file ends too early"},
		{"{} {}", "1:4: not JSON"},
		{"{\"a\": 1,\n \"a\": 2}", `2:2: key "a" stands twice in one object`},
		{strings.Repeat("[", MaxDepth+1) + strings.Repeat("]", MaxDepth+1), "1:201: is nested deeper than 200 levels"},
	} {
		if _, err := Parse([]byte(tt.data)); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("Parse(%.40q) = %v, want %q", tt.data, err, tt.want)
		}
	}
}

// FuzzParse: what Parse takes is valid JSON, and every node's offset points at its value.
func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"a": [1, 2.5, "x", {"b": null}], "ü\"": true}`))
	f.Add([]byte(`[[],{},"",-0]`))
	f.Fuzz(func(t *testing.T, data []byte) {
		n, err := Parse(data)
		if err != nil {
			return
		}
		if !json.Valid(data) {
			t.Fatalf("%q is not valid", data)
		}
		check(t, data, n)
	})
}

func check(t *testing.T, data []byte, n *Node) {
	first := map[Kind]string{Null: "n", Bool: "tf", Number: "-0123456789", String: `"`, Array: "[", Object: "{"}
	if n.Offset >= len(data) || !strings.ContainsRune(first[n.Kind], rune(data[n.Offset])) {
		t.Fatalf("%q: %s at %d", data, n.Kind, n.Offset)
	}
	for _, item := range n.Items {
		check(t, data, item)
	}
	for _, m := range n.Keys {
		if data[m.Offset] != '"' {
			t.Fatalf("%q: key %q at %d", data, m.Key, m.Offset)
		}
		check(t, data, m.Node)
	}
}
