"""Two windows of one teaching session on one computer: the audience's screen tells, the console follows and gives orders.

`messages` are the words that go to and fro, `doors` the places where they meet, `broadcaster` the end of the audience's screen, `follower`
that of the console. All of it stays on this computer: there are sockets of the file system in a folder of the user's own, and no others.
"""
