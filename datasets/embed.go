package datasets

import (
	"embed"
	"io/fs"
	"path"
)

//go:embed xinjiang
var shipped embed.FS

// Embedded returns the names of the studies inside the program.
func Embedded() []string {
	entries, err := shipped.ReadDir(".")
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}

// EmbeddedFile returns a file of an embedded study as it is, without opening the study.
func EmbeddedFile(study, name string) ([]byte, error) {
	return shipped.ReadFile(path.Join(study, name))
}

func openEmbedded(name string) (*Study, error) {
	sub, err := fs.Sub(shipped, name)
	if err != nil {
		return nil, err
	}
	return OpenFS(sub, name)
}
