package figures

import (
	"testing"
	"testing/fstest"

	"recount/datasets"
)

// FuzzTheme: a theme.yaml is read or refused with its place; one that is read draws, or the lint says why not.
func FuzzTheme(f *testing.F) {
	for _, s := range []string{
		"light: {muted: \"#eeeeee\"}\n", "fonts: {regular: a.ttf, bold: [b.ttf]}\nfamilies: Brand Sans, Arial\nsizes: {label: 12}\nlogo: Made by <us>\n", "dark: {c1: '#6FE1FF'}\nlight: {c1: red}\n", "[[[[", "sizes: {label: 1e9}", "",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 3000 {
			return
		}
		study, err := datasets.OpenFS(fstest.MapFS{
			"datapackage.json": {Data: []byte(`{"name": "a", "resources": [{"name": "t", "path": "t.csv", "schema": {"fields": [{"name": "id", "type": "string"}, {"name": "measure", "type": "string"}, {"name": "value", "type": "number"}]}}]}`)},
			"t.csv":            {Data: []byte("id,measure,value\nx,wells,1\n")},
			"theme.yaml":       {Data: data},
			"a.ttf":            {Data: []byte("no font")},
		}, "a")
		if err != nil {
			t.Fatal(err)
		}
		th, err := loadTheme(study)
		if err != nil {
			if len(err.Error()) == 0 {
				t.Error("an error without words")
			}
			return
		}
		if th == nil {
			t.Error("neither a theme nor an error")
		}
	})
}
