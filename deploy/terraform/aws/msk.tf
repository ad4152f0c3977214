resource "aws_security_group" "kafka" {
  name_prefix = "${var.name}-kafka-"
  description = "Who may reach Kafka"
  vpc_id      = aws_vpc.this.id
}

# Port 9096: TLS and SCRAM. There is no plaintext listener and no public one.
resource "aws_vpc_security_group_ingress_rule" "kafka_from_pods" {
  security_group_id = aws_security_group.kafka.id
  description       = "Clients in the cluster"
  cidr_ipv4         = local.ranges.pods
  ip_protocol       = "tcp"
  from_port         = 9096
  to_port           = 9096
}

resource "aws_vpc_security_group_ingress_rule" "kafka_from_gcp" {
  count = var.gcp_vpn == null ? 0 : 1

  security_group_id = aws_security_group.kafka.id
  description       = "Clients in GCP, by VPN"
  cidr_ipv4         = var.gcp_vpn.cidr
  ip_protocol       = "tcp"
  from_port         = 9096
  to_port           = 9096
}

resource "aws_msk_configuration" "this" {
  name           = var.name
  kafka_versions = [var.kafka_version]

  # The job's TRANSACTION_TIMEOUT, 15 min, is at most transaction.max.timeout.ms. MSK takes no super.users: whoever gives
  # rights must have been given that right, which is why a new cluster begins open to all its users.
  server_properties = <<-PROPERTIES
    auto.create.topics.enable=false
    default.replication.factor=3
    min.insync.replicas=2
    offsets.topic.replication.factor=3
    transaction.state.log.replication.factor=3
    transaction.state.log.min.isr=2
    transaction.max.timeout.ms=900000
    unclean.leader.election.enable=false
    allow.everyone.if.no.acl.found=${!var.kafka_access_by_acl_only}
  PROPERTIES
}

resource "aws_msk_cluster" "this" {
  cluster_name           = var.name
  kafka_version          = var.kafka_version
  number_of_broker_nodes = 3

  configuration_info {
    arn      = aws_msk_configuration.this.arn
    revision = aws_msk_configuration.this.latest_revision
  }

  broker_node_group_info {
    instance_type   = var.kafka_broker.instance_type
    client_subnets  = [for subnet in aws_subnet.kafka : subnet.id]
    security_groups = [aws_security_group.kafka.id]

    storage_info {
      ebs_storage_info {
        volume_size = var.kafka_broker.disk_gib
      }
    }
  }

  client_authentication {
    unauthenticated = false
    sasl {
      scram = true
    }
  }

  encryption_info {
    encryption_at_rest_kms_key_arn = aws_kms_key.this.arn
    encryption_in_transit {
      client_broker = "TLS"
      in_cluster    = true
    }
  }

  open_monitoring {
    prometheus {
      jmx_exporter {
        enabled_in_broker = true
      }
    }
  }
}

# A password is made while Terraform runs, and written to Secrets Manager; the state never has it.
ephemeral "random_password" "kafka" {
  for_each = var.kafka_users

  length  = 40
  special = false
}

# MSK takes only secrets with a name that begins so, under a key of one's own.
resource "aws_secretsmanager_secret" "kafka" {
  for_each = var.kafka_users

  name       = "AmazonMSK_${var.name}_${each.value}"
  kms_key_id = aws_kms_key.this.arn

  # A secret that waits to be deleted keeps its name, and a user could not come back for 30 days. Nothing is lost: who
  # comes back gets a new password.
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "kafka" {
  for_each = var.kafka_users

  secret_id = aws_secretsmanager_secret.kafka[each.value].id
  secret_string_wo = jsonencode({
    username = each.value
    password = ephemeral.random_password.kafka[each.value].result
  })
  secret_string_wo_version = var.kafka_password_version
}

resource "aws_msk_scram_secret_association" "this" {
  cluster_arn     = aws_msk_cluster.this.arn
  secret_arn_list = [for secret in aws_secretsmanager_secret.kafka : secret.arn]

  depends_on = [aws_secretsmanager_secret_version.kafka]
}
