package main

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
)

// writeWhole writes a file whole or not at all: into a temporary file in the same folder, which then takes
// the name. What stood there before stays until then. A link stays a link, to the new file; a device or a
// pipe is written to, never replaced.
func writeWhole(path string, write func(io.Writer) error) (err error) {
	if to, err := filepath.EvalSymlinks(path); err == nil {
		path = to
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return writeInto(path, write)
	}
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

// writeInto writes to what is there and no file.
func writeInto(path string, write func(io.Writer) error) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err == nil {
		err = write(f)
		if closing := f.Close(); err == nil {
			err = closing
		}
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, plainPathError(err))
	}
	return nil
}
