package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
)

// notWritten is an error of writing to a path, with what to do about it.
func notWritten(path string, err error) error {
	return fmt.Errorf("%s: %w", path, withAdvice(plainPathError(err)))
}

// withAdvice adds to an error of writing what to do about it, where that can be known.
func withAdvice(err error) error {
	var taken *takenError
	inUse := errors.As(err, &taken) || runtime.GOOS == "windows" // where an open file cannot be replaced
	switch {
	case diskFull(err):
		return fmt.Errorf("%w: nothing was changed there; make room, or write to another place", err)
	case errors.Is(err, fs.ErrPermission) && inUse:
		return fmt.Errorf("%w: another program has it open, or it is write-protected; close it there, or write to another name", err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%w: write to a folder that is yours to write to", err)
	}
	return err
}

// diskFull says whether there was no room to write: none on the disk, none left of a quota, or a file
// larger than may be.
func diskFull(err error) bool {
	for _, full := range []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG} {
		if errors.Is(err, full) {
			return true
		}
	}
	const windowsDiskFull = syscall.Errno(112) // ERROR_DISK_FULL
	return runtime.GOOS == "windows" && errors.Is(err, windowsDiskFull)
}

// writeWhole writes a file that the user named, whole or not at all. A link stays a link, to the new file; a
// device or a pipe is written to, never replaced.
func writeWhole(path string, write func(io.Writer) error) error {
	if to, err := filepath.EvalSymlinks(path); err == nil {
		path = to
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() && !info.IsDir() {
		return writeInto(path, write)
	}
	return replaceWhole(path, write)
}

// replaceWhole writes a file whole or not at all: into a temporary file in the same folder, which then takes
// the name. What stood there before stays until then. A link that stood there is replaced, not followed: a
// folder that somebody else packed may hold one under a name that recount chooses.
func replaceWhole(path string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".recount-*")
	if err != nil {
		return notWritten(path, err)
	}
	defer func() {
		if err != nil {
			f.Close()
			os.Remove(f.Name())
		}
	}()
	if err := write(f); err != nil {
		return notWritten(path, err)
	}
	if err := f.Chmod(0o644); err != nil {
		return notWritten(path, err)
	}
	if err := f.Close(); err != nil {
		return notWritten(path, err)
	}
	if err := os.Rename(f.Name(), path); err != nil {
		return notWritten(path, err)
	}
	return nil
}

// readRegular reads a file that is one: nothing that a link leads to, no pipe.
func readRegular(path string) ([]byte, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no regular file", path)
	}
	return os.ReadFile(path)
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
		return notWritten(path, err)
	}
	return nil
}
