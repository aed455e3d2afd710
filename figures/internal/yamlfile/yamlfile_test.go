package yamlfile

import (
	"strings"
	"testing"
)

func TestRead(t *testing.T) {
	f, n := Parse("f.yaml", []byte("a: 243.10\nb: [x, 08]\nc: {d: true, e: 'q: r'}\n"))
	fields := n.Map("the file", "a", "b", "c")
	if len(fields) != 3 {
		t.Fatalf("%d fields, want 3: %v", len(fields), f.Err())
	}
	if s, _ := fields[0].Text("a"); s != "243.10" {
		t.Errorf("a is %q, want 243.10 as written", s)
	}
	if list := fields[1].List("b"); len(list) != 2 {
		t.Errorf("b has %d items, want 2", len(list))
	} else if s, _ := list[1].Text("b"); s != "08" {
		t.Errorf("second of b is %q, want 08 as written", s)
	}
	inner := fields[2].Map("c")
	if !inner[0].Bool("d") {
		t.Error("d is false")
	}
	if s, _ := inner[1].Text("e"); s != "q: r" {
		t.Errorf("e is %q", s)
	}
	if err := f.Err(); err != nil {
		t.Error(err)
	}
}

// Every fault is found in one run, each with line and column.
func TestFaults(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"syntax", "a: [1\n", "f.yaml:1:"},
		{"tab", "a:\tb\n", "f.yaml:1:3: a tab"},
		{"not UTF-8", "a: \xff\n", "f.yaml:1:4: byte 0xff"},
		{"control", "a: \x01\n", "f.yaml:1:4: control character"},
		{"unknown key", "colour: red\n", `f.yaml:1:1: the file has no key "colour"; did you mean "color"?`},
		{"two documents", "color: red\n---\ncolor: blue\n", "f.yaml:3:"},
		{"deep", "color: " + strings.Repeat("[", 60) + strings.Repeat("]", 60), "nested more than 40 deep"},
		{"at the end of a long line", "color: " + strings.Repeat("é", 1<<20) + "\x01", "f.yaml:1:1048584: control character"},
		{"anchor", "color: &x red\n", "anchor"},
		{"empty", "color:\n", "color is empty"},
		{"list", "- a\n", "the file is a list, want a mapping"},
	} {
		f, n := Parse("f.yaml", []byte(tt.in))
		if n.Valid() && f.Faults() == 0 {
			for _, field := range n.Map("the file", "color") {
				field.Text("color")
			}
		}
		if err := f.Err(); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("a: {b: [c, 'd']}\n"))
	f.Add([]byte("- &x a\n- *x\n"))
	f.Add([]byte("? [a]\n: b\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 2000 {
			return
		}
		file, n := Parse("f.yaml", data)
		var walk func(n Node, depth int)
		walk = func(n Node, depth int) {
			switch {
			case n.IsMap():
				for _, field := range n.Map("it") {
					walk(field.Node, depth+1)
				}
			case n.IsList():
				for _, item := range n.List("it") {
					walk(item, depth+1)
				}
			default:
				n.Text("it")
			}
		}
		if n.Valid() {
			walk(n, 0)
		}
		_ = file.Err()
	})
}
