package main

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"unicode"
	"unicode/utf8"
)

// systemText returns the text of an error with what the operating system says in it put in the words of
// systemWords: Windows says whole sentences.
func systemText(err error) string {
	text := err.Error()
	for _, e := range leaves(nil, err) {
		if said := e.Error(); strings.HasSuffix(said, ".") {
			text = strings.ReplaceAll(text, said, systemWords(e))
		}
	}
	return text
}

// leaves returns the errors at the ends of the tree of an error.
func leaves(all []error, err error) []error {
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		if below := e.Unwrap(); below != nil {
			return leaves(all, below)
		}
	case interface{ Unwrap() []error }:
		for _, below := range e.Unwrap() {
			all = leaves(all, below)
		}
		return all
	}
	return append(all, err)
}

// systemWords says an error of the operating system as recount says its own: the usual ones alike on every
// system, the others in lower case and without a full stop.
func systemWords(err error) string {
	switch {
	case openElsewhere(err):
		return "another program has it open: close it there and try again"
	case errors.Is(err, fs.ErrNotExist):
		return "no such file or directory"
	case errors.Is(err, fs.ErrPermission):
		return "permission denied"
	case errors.Is(err, fs.ErrExist):
		return "file exists"
	}
	said := strings.TrimSuffix(err.Error(), ".")
	first, size := utf8.DecodeRuneInString(said)
	return string(unicode.ToLower(first)) + said[size:]
}

// plainPathError drops the operation and the paths from an error of package os: the caller names the file.
func plainPathError(err error) error {
	var pe *fs.PathError
	var le *os.LinkError
	switch {
	case errors.As(err, &pe):
		return pe.Err
	case errors.As(err, &le):
		return &takenError{le.Err}
	}
	return err
}

// A takenError is why a file that is written did not get the name of an older one. The folder took the new
// file before, so the reason lies with the older one.
type takenError struct{ err error }

func (e *takenError) Error() string { return e.err.Error() }
func (e *takenError) Unwrap() error { return e.err }
