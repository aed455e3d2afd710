// Command write makes the study of package million in a folder: go run ./datasets/internal/million/write -rows 1000000 DIR.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"recount/datasets/internal/million"
)

func main() {
	rows := flag.Int("rows", 1_000_000, "number of rows")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "write: want one folder")
		os.Exit(2)
	}
	if err := write(flag.Arg(0), *rows); err != nil {
		fmt.Fprintln(os.Stderr, "write:", err)
		os.Exit(2)
	}
}

func write(dir string, rows int) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, "datapackage.json"), []byte(million.Descriptor), 0o644); err != nil {
		return err
	}
	f, err := os.Create(filepath.Join(dir, "deaths.csv"))
	if err != nil {
		return err
	}
	if err := million.Write(f, rows); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
