import java.io.*;
import java.net.*;
import java.util.*;

/** Multi-threaded web server. Usage: java WebServer [port] */
public class WebServer {
    public static void main(String[] argv) throws Exception {
        int port = 6789;
        if (argv.length > 0) {
            port = Integer.parseInt(argv[0]);
        }
        ServerSocket listenSocket = new ServerSocket(port);
        System.out.println("Listening on port " + port);
        while (true) {
            Socket connection = listenSocket.accept();
            Thread thread = new Thread(new HttpRequest(connection));
            thread.start();
        }
    }
}

final class HttpRequest implements Runnable {
    static final String CRLF = "\r\n";
    private final Socket socket;

    HttpRequest(Socket socket) {
        this.socket = socket;
    }

    public void run() {
        try {
            processRequest();
        } catch (Exception e) {
            System.out.println(e);
        }
    }

    private void processRequest() throws Exception {
        DataOutputStream os = new DataOutputStream(socket.getOutputStream());
        BufferedReader br = new BufferedReader(new InputStreamReader(socket.getInputStream()));
        String requestLine = br.readLine();
        System.out.println(requestLine);
        String headerLine;
        while ((headerLine = br.readLine()).length() != 0) {
            System.out.println(headerLine);
        }

        StringTokenizer tokens = new StringTokenizer(requestLine);
        tokens.nextToken(); // skip over the method, which should be "GET"
        String fileName = "." + tokens.nextToken();
        File file = new File(fileName);
        if (file.isFile()) {
            os.writeBytes("HTTP/1.1 200 OK" + CRLF);
            os.writeBytes("Content-Type: " + contentType(fileName) + CRLF);
            os.writeBytes("Content-Length: " + file.length() + CRLF);
            os.writeBytes("Connection: close" + CRLF + CRLF);
            FileInputStream fis = new FileInputStream(file);
            byte[] buffer = new byte[1024];
            int bytes;
            while ((bytes = fis.read(buffer)) != -1) {
                os.write(buffer, 0, bytes);
            }
            fis.close();
        } else {
            os.writeBytes("HTTP/1.1 404 Not Found" + CRLF);
            os.writeBytes("Content-Type: text/html" + CRLF + "Connection: close" + CRLF + CRLF);
            os.writeBytes("<HTML><HEAD><TITLE>Not Found</TITLE></HEAD><BODY>Not Found</BODY></HTML>");
        }
        os.close();
        br.close();
        socket.close();
    }

    private static String contentType(String fileName) {
        if (fileName.endsWith(".htm") || fileName.endsWith(".html")) return "text/html";
        if (fileName.endsWith(".gif")) return "image/gif";
        if (fileName.endsWith(".png")) return "image/png";
        if (fileName.endsWith(".jpg") || fileName.endsWith(".jpeg")) return "image/jpeg";
        if (fileName.endsWith(".css")) return "text/css";
        if (fileName.endsWith(".txt")) return "text/plain";
        return "application/octet-stream";
    }
}
