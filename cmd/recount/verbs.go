package main

import (
	"os"
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

// dropped turns "recount FILE" into "recount check --beside FILE": that is also what happens when a file is
// dropped on the program. Only a single argument that is an existing file and no command is taken so.
func dropped(root *cobra.Command, args []string) []string {
	if len(args) != 1 || strings.HasPrefix(args[0], "-") {
		return args
	}
	for _, c := range root.Commands() {
		if c.Name() == args[0] || c.HasAlias(args[0]) {
			return args
		}
	}
	if info, err := os.Stat(args[0]); err != nil || info.IsDir() {
		return args
	}
	return []string{"check", "--beside", args[0]}
}
