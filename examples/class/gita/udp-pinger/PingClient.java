import java.net.*;
import java.util.Scanner;

public class PingClient {
    public static void main(String[] args) throws Exception {
        Scanner keyboard = new Scanner(System.in);
        System.out.print("Enter the host name of the server: ");
        String host = keyboard.nextLine().trim();
        System.out.print("Enter the port number: ");
        int port = Integer.parseInt(keyboard.nextLine().trim());

        InetAddress address = InetAddress.getByName(host);
        DatagramSocket socket = new DatagramSocket();
        socket.setSoTimeout(1000);

        long min = Long.MAX_VALUE, max = 0, sum = 0;
        int received = 0;
        for (int i = 0; i < 10; i++) {
            long begin = System.currentTimeMillis();
            byte[] data = ("PING " + i + " " + begin + "\r\n").getBytes();
            socket.send(new DatagramPacket(data, data.length, address, port));
            try {
                DatagramPacket reply = new DatagramPacket(new byte[1024], 1024);
                socket.receive(reply);
                long rtt = System.currentTimeMillis() - begin;
                System.out.println("Received reply " + i + " from " + reply.getAddress().getHostAddress()
                        + ": time=" + rtt + " ms");
                received++;
                sum += rtt;
                min = Math.min(min, rtt);
                max = Math.max(max, rtt);
            } catch (SocketTimeoutException e) {
                System.out.println("Packet " + i + " lost, no reply within 1 second");
            }
        }
        socket.close();

        System.out.println("Sent 10, received " + received + ", lost " + (10 - received)
                + " (" + (10 - received) * 10 + "% loss)");
        System.out.println("min " + min + " ms, avg " + sum / received + " ms, max " + max + " ms");
    }
}
