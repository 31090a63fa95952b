// Mines a file with Loki's drain and prints lines, seconds of processor time and patterns as JSON. The file is read before
// the clock starts.
package main

import (
	"bytes"
	"encoding/json"
	"os"
	"syscall"
	"time"

	"github.com/grafana/loki/v3/pkg/pattern/drain"
)

type limits struct{}

func (limits) PatternIngesterTokenizableJSONFields(string) []string {
	return []string{"log", "message", "msg", "msg_", "_msg", "content"}
}

func main() {
	data, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	var lines []string
	for _, line := range bytes.Split(bytes.TrimRight(data, "\n"), []byte("\n")) {
		lines = append(lines, string(line))
	}
	format := drain.DetectLogFormat(lines[0])
	start := processorSeconds()
	miner := drain.New("bench", drain.DefaultConfig(), limits{}, format, nil)
	counted := 0
	for i, line := range lines {
		if miner.Train(line, int64(i)*int64(time.Microsecond)) != nil {
			counted++
		}
	}
	seconds := processorSeconds() - start
	err = json.NewEncoder(os.Stdout).Encode(map[string]any{
		"lines": len(lines), "counted": counted, "seconds": seconds, "templates": len(miner.Clusters()),
	})
	if err != nil {
		panic(err)
	}
}

func processorSeconds() float64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano()).Seconds()
}
