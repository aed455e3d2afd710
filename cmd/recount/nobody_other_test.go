//go:build !unix

package main

import (
	"os/exec"
	"testing"
)

func asNobody(*testing.T, *exec.Cmd, string) {}
