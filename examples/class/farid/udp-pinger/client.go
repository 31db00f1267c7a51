// UDP pinger client. Usage: go run client.go HOST PORT
package main

import (
	"fmt"
	"math"
	"net"
	"os"
	"strings"
	"time"
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "Usage: client HOST PORT")
		os.Exit(2)
	}
	conn, err := net.Dial("udp", net.JoinHostPort(os.Args[1], os.Args[2]))
	if err != nil {
		fmt.Fprintln(os.Stderr, "cannot connect:", err)
		os.Exit(1)
	}
	defer conn.Close()

	var rtts []float64
	buffer := make([]byte, 2048)
	for seq := 1; seq <= 10; seq++ {
		sent := time.Now()
		prefix := fmt.Sprintf("Ping %d ", seq)
		fmt.Fprintf(conn, "%s%d", prefix, sent.UnixNano())
		conn.SetReadDeadline(sent.Add(time.Second))
		for {
			n, err := conn.Read(buffer)
			if err != nil {
				fmt.Printf("Ping %d: Request timed out\n", seq)
				break
			}
			// answers to earlier pings are not for this one
			if !strings.HasPrefix(strings.ToUpper(string(buffer[:n])), strings.ToUpper(prefix)) {
				continue
			}
			rtt := float64(time.Since(sent).Microseconds()) / 1000
			rtts = append(rtts, rtt)
			fmt.Printf("Ping %d: reply from %s, RTT = %.3f ms\n", seq, conn.RemoteAddr(), rtt)
			break
		}
	}

	lost := 10 - len(rtts)
	fmt.Printf("--- statistics ---\n10 packets transmitted, %d received, %d%% packet loss\n", len(rtts), lost*10)
	if len(rtts) > 0 {
		min, max, sum := math.Inf(1), 0.0, 0.0
		for _, rtt := range rtts {
			min = math.Min(min, rtt)
			max = math.Max(max, rtt)
			sum += rtt
		}
		fmt.Printf("rtt min/avg/max = %.3f/%.3f/%.3f ms\n", min, sum/float64(len(rtts)), max)
	}
}
