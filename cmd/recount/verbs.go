package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// verbs lists the commands in the order of the three jobs: redraw, check, embed, and what serves them.
func verbs(g *globals) []*cobra.Command {
	return []*cobra.Command{
		newFiguresCmd(g),
		newEmbedCmd(g),
		newCheckCmd(g),
		newExtractCmd(g),
		newExplainCmd(g),
		newAnalyzeCmd(g),
		newDataCmd(g),
		newEstimateCmd(g),
		newInitCmd(g),
		newFillCmd(g),
		newVersionCmd(g),
	}
}

// dropped turns "recount FILE…" into "recount check --beside FILE…": that is also what happens when files are
// dropped on the program. Only files and folders that are there are taken so, and no command.
func dropped(root *cobra.Command, args []string) []string {
	if len(args) == 0 || isCommand(root, args[0]) {
		return args
	}
	for _, a := range args {
		if _, err := os.Stat(a); err != nil || strings.HasPrefix(a, "-") {
			return args
		}
	}
	return append([]string{"check", "--beside"}, args...)
}

func isCommand(root *cobra.Command, name string) bool {
	return slices.ContainsFunc(root.Commands(), func(c *cobra.Command) bool { return c.Name() == name || c.HasAlias(name) })
}

// mistaken explains an argument that is neither a command nor a file, where it looks like one of a file.
func mistaken(root *cobra.Command, args []string) error {
	if len(args) == 0 || strings.HasPrefix(args[0], "-") || isCommand(root, args[0]) {
		return nil
	}
	for _, a := range args {
		_, err := os.Stat(a)
		ending := strings.ToLower(filepath.Ext(a))
		if err != nil && !strings.HasPrefix(a, "-") && (slices.Contains(documentEndings, ending) || strings.ContainsAny(a, `/\`)) {
			return fmt.Errorf("%s: no such file", a)
		}
	}
	return nil
}
