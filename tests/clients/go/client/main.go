// Command client writes to the api with the Go client of InfluxDB 2 and prints what it was told as JSON.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"time"

	influxdb2 "github.com/influxdata/influxdb-client-go/v2"
)

func main() {
	url, token := os.Args[1], os.Args[2]
	options := influxdb2.DefaultOptions().SetUseGZip(true).SetPrecision(time.Millisecond)
	client := influxdb2.NewClientWithOptions(url, token, options)
	defer client.Close()
	ctx := context.Background()
	told := map[string]string{}

	reached, err := client.Ping(ctx)
	check(err)
	told["ping"] = fmt.Sprint(reached)
	health, err := client.Health(ctx)
	check(err)
	told["health"] = string(health.Status)
	ready, err := client.Ready(ctx)
	check(err)
	told["ready"] = string(*ready.Status)

	at := time.UnixMilli(1767225600123)
	writer := client.WriteAPIBlocking("any", "any")
	for i := range 5 {
		tags := map[string]string{"source": "go client", "host": "a,b=c d"}
		fields := map[string]interface{}{"message": fmt.Sprintf("order %d of \"ACME, Inc.\" paid in C:\\shop\nok", 100+i)}
		check(writer.WritePoint(ctx, influxdb2.NewPoint("app", tags, fields, at)))
	}
	fields := map[string]interface{}{"f": 0.5, "i": int64(-7), "u": uint64(7), "b": true, "s": `tell "me", now`}
	check(writer.WritePoint(ctx, influxdb2.NewPoint("m x", map[string]string{"k,1": "v=1"}, fields, at)))
	if err := writer.WriteRecord(ctx, "good n=1i\nbad n="); err != nil {
		told["refusal"] = err.Error()
	}
	check(json.NewEncoder(os.Stdout).Encode(told))
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
