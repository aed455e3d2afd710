package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// writeWhole writes a file whole or not at all: into a temporary file in the same folder, which then takes
// the name. What stood there before stays until then.
func writeWhole(path string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".recount-*")
	if err != nil {
		return fmt.Errorf("%s: %w", path, plainPathError(err))
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err := write(f); err != nil {
		return fmt.Errorf("%s: %w", path, plainPathError(err))
	}
	if err := f.Chmod(0o644); err != nil {
		return fmt.Errorf("%s: %w", path, plainPathError(err))
	}
	if err := f.Close(); err != nil {
		return fmt.Errorf("%s: %w", path, plainPathError(err))
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return fmt.Errorf("%s: %w", path, plainPathError(err))
	}
	return nil
}
